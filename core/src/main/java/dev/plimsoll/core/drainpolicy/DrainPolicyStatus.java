package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.ConditionedStatus;
import java.time.Instant;
import java.util.List;

/**
 * Reports what a policy sees, and what it makes of it.
 *
 * @param observedGeneration the generation of the spec that this speaks of
 * @param matching nodes that the selector chooses
 * @param over nodes that are over a line, for however short a time
 * @param unknown nodes of which nothing is known
 * @param draining nodes of the selector that are being drained
 * @param nodes that are not well, by name
 */
public record DrainPolicyStatus(
        long observedGeneration,
        int matching,
        int over,
        int unknown,
        int draining,
        List<NodeEntry> nodes,
        List<Condition> conditions)
        implements ConditionedStatus {

    public static final DrainPolicyStatus NONE =
            new DrainPolicyStatus(0, 0, 0, 0, 0, List.of(), List.of());

    /** How many nodes a status names; a fleet that is worse off has a breaker for it. */
    public static final int MOST_NODES = 100;

    public DrainPolicyStatus {
        nodes = List.copyOf(nodes);
        conditions = List.copyOf(conditions);
    }

    /**
     * A node that is not well.
     *
     * @param state {@code Warned}, {@code Rising}, {@code Over} or {@code Draining}
     * @param since when it took this state
     * @param what is so, such as {@code disk at 83 % of /}
     * @param message what is done about it, or why nothing is
     */
    public record NodeEntry(
            String name, String state, Instant since, String what, String message) {}
}
