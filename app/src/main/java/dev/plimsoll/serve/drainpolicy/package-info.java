/** The drain policies in the operator. */
@NullMarked
package dev.plimsoll.serve.drainpolicy;

import org.jspecify.annotations.NullMarked;
