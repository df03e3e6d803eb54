@NullMarked
package dev.plimsoll.kubernetes.write;

import org.jspecify.annotations.NullMarked;
