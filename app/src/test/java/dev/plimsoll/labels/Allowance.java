package dev.plimsoll.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelPlanner;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * How many nodes may carry the labels under one generation of a policy. A percentage allows what it
 * would under any state of the fleet since the operator was last seen to have caught up, and the
 * time before.
 */
final class Allowance {

    private final long generation;
    private final LabelPolicy policy;
    private int before;
    private int now;

    Allowance(long generation, ChurnWish wish, Collection<Node> fleet) {
        this.generation = generation;
        this.policy = wish.read();
        see(fleet);
    }

    long generation() {
        return generation;
    }

    /** Takes note of a state of the fleet that the operator may have seen. */
    void see(Collection<Node> fleet) {
        int eligible =
                new LabelPlanner(List.of(policy), fleet, Instant.now()).plan(policy).eligible();
        now = Math.max(now, cap(eligible));
    }

    /** The operator has caught up. */
    void turn(Collection<Node> fleet) {
        before = now;
        now = 0;
        see(fleet);
    }

    int cap() {
        return Math.max(before, now);
    }

    private int cap(int eligible) {
        return policy.spec() instanceof Reading.Valid(LabelSpec spec)
                ? spec.count().of(eligible)
                : 0;
    }
}
