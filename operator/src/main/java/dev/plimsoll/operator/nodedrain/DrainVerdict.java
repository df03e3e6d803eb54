package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words what a status says of a drain as a whole: phase, message and conditions. */
final class DrainVerdict {

    private static final String DRAINED = "Drained";
    private static final String ENDED = "Ended";

    private DrainVerdict() {}

    /** A drain that goes on. */
    static NodeDrainStatus going(NodeDrainStatus status, Phase phase, String message) {
        boolean blocked = !status.blockedBy().isEmpty();
        boolean empty = phase == Phase.ENDING;
        Condition drained =
                empty
                        ? new Condition(DRAINED, true, "Empty", "All pods that leave have left.")
                        : new Condition(
                                DRAINED,
                                false,
                                blocked ? "Blocked" : "Draining",
                                "%d of %d pods are yet to leave."
                                        .formatted(
                                                status.pods().remaining(),
                                                status.pods().evicted()
                                                        + status.pods().remaining()));
        Condition ended = new Condition(ENDED, false, "NotYet", "The node is not empty yet.");
        if (empty) {
            ended = new Condition(ENDED, false, "NotYet", message);
        }
        return with(status, phase, message, null, List.of(drained, ended));
    }

    /** A node that is empty and has ended, or has not because it should not. */
    static NodeDrainStatus succeeded(
            NodeDrainStatus status, boolean ended, String how, Instant now) {
        return with(
                status,
                Phase.SUCCEEDED,
                how,
                now,
                List.of(
                        new Condition(DRAINED, true, "Empty", "All pods that leave have left."),
                        new Condition(ENDED, ended, ended ? "Asked" : "NotWanted", how)));
    }

    /** A node that somebody else has removed. */
    static NodeDrainStatus gone(NodeDrainStatus status, Instant now) {
        String message = "Somebody else has removed the node.";
        return with(
                status,
                Phase.SUCCEEDED,
                message,
                now,
                List.of(
                        new Condition(DRAINED, true, "NodeGone", message),
                        new Condition(ENDED, true, "NodeGone", message)));
    }

    /**
     * A drain that was given up.
     *
     * @param cancelled by somebody, not by what stood in the way
     */
    static NodeDrainStatus abandoned(
            NodeDrainStatus status, boolean cancelled, String why, Instant now) {
        String reason = cancelled ? "Cancelled" : "Failed";
        boolean empty =
                status.conditions().stream()
                        .anyMatch(one -> one.type().equals(DRAINED) && one.status());
        return with(
                status,
                cancelled ? Phase.CANCELLED : Phase.FAILED,
                why,
                now,
                List.of(
                        empty
                                ? new Condition(
                                        DRAINED, true, "Empty", "All pods that leave have left.")
                                : new Condition(DRAINED, false, reason, why),
                        new Condition(ENDED, false, reason, why)));
    }

    private static NodeDrainStatus with(
            NodeDrainStatus status,
            Phase phase,
            String message,
            @Nullable Instant finishedAt,
            List<Condition> conditions) {
        return new NodeDrainStatus(
                status.observedGeneration(),
                phase,
                message,
                status.nodeUid(),
                status.instance(),
                status.pods(),
                finishedAt == null ? status.blockedBy() : List.of(),
                status.steps(),
                status.workloads(),
                status.startedAt(),
                finishedAt,
                conditions);
    }
}
