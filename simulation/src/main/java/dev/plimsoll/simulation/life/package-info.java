/** What happens to a fleet by itself: Karpenter, kubelets, people, and edits of policies. */
@NullMarked
package dev.plimsoll.simulation.life;

import org.jspecify.annotations.NullMarked;
