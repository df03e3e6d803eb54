/** The drain job in the operator's process. */
@NullMarked
package dev.plimsoll.serve.drain;

import org.jspecify.annotations.NullMarked;
