package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.core.fleet.Taint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what becomes of a pod whose node goes. DaemonSet pods and static ones go with their node,
 * and so do bare pods that say they may; a pod that is on its way out needs a place only if a
 * StatefulSet waits for its end. Local volumes ({@code emptyDir}, {@code hostPath}) hold no pod.
 */
final class Fate {

    private static final Taint CORDON =
            new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    private final Map<String, List<DisruptionBudget>> budgets;
    private final Map<Object, Optional<String>> known = new HashMap<>();

    private record Guarded(String namespace, Scheduling scheduling) {}

    Fate(List<DisruptionBudget> budgets) {
        this.budgets = budgets.stream().collect(Collectors.groupingBy(DisruptionBudget::namespace));
    }

    /** Tells whether the pod must find another node. */
    boolean moves(ScheduledPod pod) {
        String kind = kind(pod);
        if (kind.equals("DaemonSet") || kind.equals("Node")) {
            return false;
        }
        if (pod.scheduling().deleting()) {
            return kind.equals("StatefulSet");
        }
        return !kind.isEmpty();
    }

    /** Answers a clause about the pod why it must not be evicted; empty where it may. */
    Optional<String> stays(ScheduledPod pod) {
        Scheduling scheduling = pod.scheduling();
        String kind = kind(pod);
        if (kind.equals("Node") || scheduling.deleting()) {
            return Optional.empty();
        }
        if (!scheduling.refusal().isEmpty()) {
            return Optional.of("says " + scheduling.refusal());
        }
        if (kind.equals("DaemonSet")) {
            return Optional.empty();
        }
        if (kind.isEmpty() && !scheduling.expendable()) {
            return Optional.of("has no controller that would make it anew");
        }
        return known.computeIfAbsent(
                new Guarded(pod.pod().namespace(), scheduling),
                absent -> guarded(pod).or(() -> returning(scheduling, kind)));
    }

    private Optional<String> guarded(ScheduledPod pod) {
        List<DisruptionBudget> guards =
                budgets.getOrDefault(pod.pod().namespace(), List.of()).stream()
                        .filter(budget -> budget.selector().matches(pod.scheduling().labels()))
                        .toList();
        if (guards.size() > 1) {
            return Optional.of(
                    "has %d disruption budgets, and the API server evicts no pod that has more than one"
                            .formatted(guards.size()));
        }
        return guards.stream()
                .filter(budget -> budget.disruptionsAllowed() <= 0)
                .filter(budget -> pod.scheduling().ready() || !budget.evictsUnready())
                .map(budget ->
                        "has the budget %s, which allows no disruption now".formatted(budget.key()))
                .findFirst();
    }

    private static Optional<String> returning(Scheduling scheduling, String kind) {
        return !kind.isEmpty() && scheduling.tolerates(CORDON)
                ? Optional.of("tolerates %s, so that it would come back".formatted(CORDON.key()))
                : Optional.empty();
    }

    private static String kind(ScheduledPod pod) {
        return pod.pod().owner().map(OwnerReference::kind).orElse("");
    }
}
