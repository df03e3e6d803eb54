/** Deciding in which order pods leave a node, when the next one may, and what ends the node. */
@NullMarked
package dev.plimsoll.core.drain;

import org.jspecify.annotations.NullMarked;
