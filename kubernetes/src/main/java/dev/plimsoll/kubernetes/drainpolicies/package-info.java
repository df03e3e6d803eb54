/** NodeDrainPolicies, and the nodes they watch, as the drain job sees them. */
@NullMarked
package dev.plimsoll.kubernetes.drainpolicies;

import org.jspecify.annotations.NullMarked;
