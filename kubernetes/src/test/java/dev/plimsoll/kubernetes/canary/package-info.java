@NullMarked
package dev.plimsoll.kubernetes.canary;

import org.jspecify.annotations.NullMarked;
