package dev.plimsoll.core.nodedrain;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainPlanner;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainProgress;
import dev.plimsoll.core.drain.DrainProgress.Blocked;
import dev.plimsoll.core.drain.DrainProgress.Going;
import dev.plimsoll.core.drain.DrainProgress.Replacement;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.DrainStep;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.BlockedPod;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.PodStep;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.Pods;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.WorkloadCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words the status of a drain that goes on. Pods that have gone keep their place in it. */
public final class DrainReport {

    private DrainReport() {}

    /**
     * Reports what was seen and what is known of it.
     *
     * @param before what was reported last; its phase, message and conditions are kept
     */
    public static NodeDrainStatus of(
            NodeDrainStatus before,
            DrainSight sight,
            DrainProgress progress,
            DrainOptions options,
            Instant now) {
        List<DrainStep> plan =
                DrainPlanner.plan(sight.node(), sight.pods(), sight.budgets(), options).steps();
        List<PodStep> steps = steps(before, sight, progress, plan, now);
        return new NodeDrainStatus(
                before.observedGeneration(),
                before.phase(),
                before.message(),
                sight.node().uid(),
                NodeEnd.of(sight.node()),
                counts(steps),
                blocked(plan, progress),
                steps,
                workloads(progress),
                before.startedAt(),
                before.finishedAt(),
                before.conditions());
    }

    private static List<PodStep> steps(
            NodeDrainStatus before,
            DrainSight sight,
            DrainProgress progress,
            List<DrainStep> plan,
            Instant now) {
        Map<String, PodStep> steps = new LinkedHashMap<>();
        before.steps().forEach(step -> steps.put(step.uid(), step));
        for (PodStep lost : Resumption.lost(before, sight)) {
            if (lost.state() == PodState.STAYING) {
                steps.remove(lost.uid());
            } else if (lost.state() != PodState.GONE) {
                steps.put(lost.uid(), with(lost, PodState.GONE, lost.since()));
            }
        }
        for (DrainStep planned : plan) {
            PodStep known = steps.get(planned.pod().uid());
            steps.put(planned.pod().uid(), step(known, planned, progress, now));
        }
        List<PodStep> ordered = new ArrayList<>();
        for (PodStep step : steps.values()) {
            ordered.add(placed(step, ordered.size() + 1));
        }
        return ordered;
    }

    private static PodStep step(
            @Nullable PodStep known, DrainStep planned, DrainProgress progress, Instant now) {
        DrainPod pod = planned.pod();
        Going going = progress.going().get(pod.uid());
        PodState state =
                !planned.tier().evicted()
                        ? PodState.STAYING
                        : going != null || pod.deleting() ? PodState.LEAVING : PodState.WAITING;
        Instant since = state != PodState.LEAVING ? null : going == null ? now : going.since();
        return known == null
                ? new PodStep(
                        planned.order(),
                        pod.key(),
                        pod.uid(),
                        planned.action(),
                        planned.tier(),
                        planned.reason(),
                        pod.controller(),
                        state,
                        since)
                : with(known, state, since);
    }

    private static PodStep with(PodStep step, PodState state, @Nullable Instant since) {
        return new PodStep(
                step.order(),
                step.pod(),
                step.uid(),
                step.action(),
                step.tier(),
                step.reason(),
                step.owner(),
                state,
                since);
    }

    private static PodStep placed(PodStep step, int order) {
        return new PodStep(
                order,
                step.pod(),
                step.uid(),
                step.action(),
                step.tier(),
                step.reason(),
                step.owner(),
                step.state(),
                step.since());
    }

    private static Pods counts(List<PodStep> steps) {
        int gone = count(steps, PodState.GONE);
        int staying = count(steps, PodState.STAYING);
        return new Pods(steps.size(), gone, staying, steps.size() - gone - staying);
    }

    private static int count(List<PodStep> steps, PodState state) {
        return (int) steps.stream().filter(step -> step.state() == state).count();
    }

    private static List<BlockedPod> blocked(List<DrainStep> plan, DrainProgress progress) {
        Map<String, String> budgets = new HashMap<>();
        plan.forEach(step ->
                step.budget().ifPresent(budget -> budgets.put(step.pod().uid(), budget.name())));
        return progress.blocked().values().stream()
                .sorted(Comparator.comparing(Blocked::since).thenComparing(one -> one.pod().key()))
                .map(one ->
                        new BlockedPod(
                                one.pod().key(),
                                one.pod().uid(),
                                budgets.getOrDefault(one.pod().uid(), ""),
                                one.since(),
                                one.why(),
                                one.byServer()))
                .toList();
    }

    private static List<WorkloadCount> workloads(DrainProgress progress) {
        return progress.readyAtFirst().entrySet().stream()
                .map(one -> {
                    Replacement missing = progress.replacements().get(one.getKey());
                    return new WorkloadCount(
                            one.getKey(), one.getValue(), missing == null ? null : missing.since());
                })
                .sorted(Comparator.comparing(one -> one.workload().toString()))
                .toList();
    }
}
