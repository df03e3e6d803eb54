@NullMarked
package dev.plimsoll.core.capacity;

import org.jspecify.annotations.NullMarked;
