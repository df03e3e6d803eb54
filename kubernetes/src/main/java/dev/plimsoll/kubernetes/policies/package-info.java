/** NodeLabelPolicies and ConsolidationPolicies as the jobs see them. */
@NullMarked
package dev.plimsoll.kubernetes.policies;

import org.jspecify.annotations.NullMarked;
