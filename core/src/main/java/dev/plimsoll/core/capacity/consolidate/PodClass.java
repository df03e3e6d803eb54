package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.Scheduling;
import java.util.BitSet;

/**
 * Pods that constraints cannot tell apart: those of a namespace with equal {@link Scheduling}. What
 * it has to do with which rule is worked out once, by the rules' numbers.
 *
 * @param nodes that take it by selector, affinity, taints and volumes, and that take pods at all
 * @param avoids anti-affinity terms that it has
 * @param avoidedBy anti-affinity terms, of whomever, that mean it
 * @param joins the affinity rule that it has; {@link Topology#NONE} without
 * @param joinedBy affinity rules, of whomever, all of whose terms mean it
 * @param joinsItself whether it meets its own affinity, so that it may be the first
 * @param spreads the spread rules that it has, with their skews
 * @param countedIn spread rules, of whomever, that count it
 */
record PodClass(
        String namespace,
        Scheduling scheduling,
        BitSet nodes,
        int[] avoids,
        int[] avoidedBy,
        int joins,
        int[] joinedBy,
        boolean joinsItself,
        Spread[] spreads,
        int[] countedIn) {

    /** One spread constraint of a pod. */
    record Spread(int rule, int maxSkew, int minDomains, boolean countsItself) {}

    /** Tells whether more pods on other nodes can never open a node to it. */
    boolean onlyNarrows() {
        return joins == Topology.NONE && spreads.length == 0;
    }

    /** Tells whether no other pod can keep it from a node but by taking room. */
    boolean onlyNeedsRoom() {
        return onlyNarrows()
                && avoids.length == 0
                && avoidedBy.length == 0
                && scheduling.hostPorts().isEmpty();
    }
}
