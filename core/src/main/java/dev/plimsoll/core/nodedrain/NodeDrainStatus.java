package dev.plimsoll.core.nodedrain;

import dev.plimsoll.core.drain.DrainStep;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.ConditionedStatus;
import dev.plimsoll.core.fleet.OwnerReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reports how a drain fares, and holds all that whoever takes it over must know.
 *
 * @param observedGeneration the generation of the spec that this speaks of; 0 before the first
 * @param message one sentence: what is waited for, or how it ended
 * @param nodeUid tells the node from a later one of its name; empty before it was seen
 * @param instance the machine under the node, and through whom it ends; null before it was seen
 * @param steps the pods in the order of eviction, those that have gone included
 * @param workloads how many ready pods each controller had when the drain began
 * @param startedAt from when the time-out counts; null while it waits for its turn
 */
public record NodeDrainStatus(
        long observedGeneration,
        Phase phase,
        String message,
        String nodeUid,
        @Nullable NodeEnd instance,
        Pods pods,
        List<BlockedPod> blockedBy,
        List<PodStep> steps,
        List<WorkloadCount> workloads,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<Condition> conditions)
        implements ConditionedStatus {

    public static final NodeDrainStatus NONE =
            new NodeDrainStatus(
                    0,
                    Phase.PENDING,
                    "",
                    "",
                    null,
                    new Pods(0, 0, 0, 0),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    List.of());

    /**
     * Counts the pods of the node.
     *
     * @param evicted had to leave and have left, by whomever
     * @param skipped stay
     * @param remaining are yet to leave
     */
    public record Pods(int total, int evicted, int skipped, int remaining) {}

    /**
     * A pod that cannot be evicted.
     *
     * @param pod as {@code namespace/name}
     * @param budget that guards it, as {@code namespace/name}; empty where none does
     * @param reason a clause about the pod
     * @param refused the server said so when it was asked
     */
    public record BlockedPod(
            String pod, String uid, String budget, Instant since, String reason, boolean refused) {}

    /**
     * What becomes of one pod.
     *
     * @param pod as {@code namespace/name}
     * @param owner its controller; null for a pod on its own
     * @param since when it was let go; null before
     */
    public record PodStep(
            int order,
            String pod,
            String uid,
            DrainStep.Action action,
            Tier tier,
            String reason,
            @Nullable OwnerReference owner,
            PodState state,
            @Nullable Instant since) {}

    /**
     * A controller that loses pods.
     *
     * @param readyPods how many it had at first
     * @param missingSince since when it has had fewer; null while it does not
     */
    public record WorkloadCount(Workload workload, int readyPods, @Nullable Instant missingSince) {}

    public NodeDrainStatus {
        blockedBy = List.copyOf(blockedBy);
        steps = List.copyOf(steps);
        workloads = List.copyOf(workloads);
        conditions = List.copyOf(conditions);
    }

    public Optional<Instant> started() {
        return Optional.ofNullable(startedAt);
    }

    public Optional<Instant> finished() {
        return Optional.ofNullable(finishedAt);
    }
}
