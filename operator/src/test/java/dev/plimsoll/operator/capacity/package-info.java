@NullMarked
package dev.plimsoll.operator.capacity;

import org.jspecify.annotations.NullMarked;
