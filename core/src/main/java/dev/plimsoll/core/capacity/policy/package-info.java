/** Consolidation as a policy: when the nodes that a plan removes are drained. */
@NullMarked
package dev.plimsoll.core.capacity.policy;

import org.jspecify.annotations.NullMarked;
