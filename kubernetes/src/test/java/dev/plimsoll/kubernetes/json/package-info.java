@NullMarked
package dev.plimsoll.kubernetes.json;

import org.jspecify.annotations.NullMarked;
