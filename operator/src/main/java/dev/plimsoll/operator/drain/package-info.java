/** Draining nodes: look, decide, act, tell. */
@NullMarked
package dev.plimsoll.operator.drain;

import org.jspecify.annotations.NullMarked;
