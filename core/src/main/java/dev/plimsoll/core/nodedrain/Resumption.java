package dev.plimsoll.core.nodedrain;

import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainProgress;
import dev.plimsoll.core.drain.DrainProgress.Blocked;
import dev.plimsoll.core.drain.DrainProgress.Going;
import dev.plimsoll.core.drain.DrainProgress.Replacement;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.DrainStep;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.BlockedPod;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.PodStep;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.WorkloadCount;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes up a drain where a status left it. What happened between the last status and the crash of
 * whoever wrote it shows by comparison: a pod that was to leave and is not there any more was let
 * go, and its replacement is waited for as if it had been seen to go.
 */
public final class Resumption {

    private Resumption() {}

    /** The workloads whose pods are to be counted at the first look. */
    public static Set<Workload> counted(NodeDrainStatus status) {
        return status.workloads().stream()
                .map(WorkloadCount::workload)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What a drain knew that was interrupted.
     *
     * @param first what is seen now for the first time since
     */
    public static DrainProgress progress(NodeDrainStatus status, DrainSight first, Instant now) {
        Map<String, DrainPod> here =
                first.pods().stream().collect(Collectors.toMap(DrainPod::uid, Function.identity()));
        Map<String, Going> going = new HashMap<>();
        for (PodStep step : status.steps()) {
            boolean left = !here.containsKey(step.uid()) && step.state() == PodState.WAITING;
            if (step.state() == PodState.LEAVING
                    || (left && step.action() == DrainStep.Action.EVICT)) {
                DrainPod pod = here.getOrDefault(step.uid(), remembered(step, first));
                Instant since = step.since();
                going.put(step.uid(), new Going(pod, since == null ? now : since));
            }
        }
        Map<String, Blocked> blocked = new HashMap<>();
        for (BlockedPod one : status.blockedBy()) {
            DrainPod pod = here.get(one.uid());
            if (pod != null) {
                blocked.put(one.uid(), new Blocked(pod, one.since(), one.reason(), one.refused()));
            }
        }
        Map<Workload, Integer> atFirst = new HashMap<>();
        Map<Workload, Replacement> missing = new HashMap<>();
        for (WorkloadCount count : status.workloads()) {
            atFirst.put(count.workload(), count.readyPods());
            Instant since = count.missingSince();
            if (since != null) {
                missing.put(count.workload(), new Replacement(count.readyPods(), since));
            }
        }
        return new DrainProgress(
                status.started().orElse(now), going, blocked, Map.of(), missing, atFirst);
    }

    /** A pod that is no more, by what was noted of it. */
    private static DrainPod remembered(PodStep step, DrainSight sight) {
        String[] key = step.pod().split("/", 2);
        return new DrainPod(
                key[0],
                key[key.length - 1],
                step.uid(),
                sight.node().name(),
                false,
                false,
                step.owner(),
                0,
                Map.of(),
                Set.of(),
                false,
                null,
                "");
    }

    /** The pods that an earlier status knows and that are no more. */
    static List<PodStep> lost(NodeDrainStatus before, DrainSight sight) {
        Set<String> here =
                sight.pods().stream().map(DrainPod::uid).collect(Collectors.toUnmodifiableSet());
        return before.steps().stream().filter(step -> !here.contains(step.uid())).toList();
    }
}
