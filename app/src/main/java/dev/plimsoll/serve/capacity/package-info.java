/** The capacity job in the operator. */
@NullMarked
package dev.plimsoll.serve.capacity;

import org.jspecify.annotations.NullMarked;
