package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Kept;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.ScheduledPod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Holds the reasons of a plan against the fleet, by counting and by trying everything. */
final class ReasonJudge {

    private final ConsolidateFleet fleet;
    private final ConsolidateOptions options;
    private final Set<String> gone = new HashSet<>();

    ReasonJudge(ConsolidateFleet fleet, ConsolidateOptions options, ConsolidatePlan plan) {
        this.fleet = fleet;
        this.options = options;
        plan.remove().stream().map(Removal::node).forEach(gone::add);
    }

    /** Answers what is wrong about a reason; empty where it is true. */
    String untruth(Kept kept) {
        Machine machine = machine(kept.node());
        return switch (kept.reason()) {
            case Reason.NotReady() -> wrongIf(machine.node().readiness().ready());
            case Reason.NotSelected() ->
                    wrongIf(options.nodeSelector().matches(machine.node().labels()));
            case Reason.BeingRemoved() -> wrongIf(!machine.node().deleting());
            case Reason.AsksToStay(String refusal) -> wrongIf(refusal.isEmpty());
            case Reason.AboveShare(var resource, var basis, BigDecimal share, BigDecimal most) ->
                    wrongIf(share.compareTo(most) <= 0);
            case Reason.PodStays(String pod, String why) ->
                    wrongIf(!why.contains("budget") || pod(pod) == null);
            case Reason.NoOtherNode(String pod, String why) ->
                    wrongIf(placeable(List.of(Objects.requireNonNull(pod(pod))), others(kept)));
            case Reason.LeastNodes(int least) ->
                    wrongIf(usable(stay()).size() > Math.max(1, least));
            case Reason.LeastZones(String zone, int least) ->
                    wrongIf(
                            usable(stay()).stream().map(ReasonJudge::zone).distinct().count()
                                    > least);
            case Reason.NoNodeThatStays r -> wrongIf(placeableWithout(kept));
            case Reason.TooLittleRoom r -> wrongIf(placeableWithout(kept));
            case Reason.NoPlacement r -> wrongIf(placeableWithout(kept));
            case Reason.NoPlacementFound r -> "";
            case Reason.NotSafe r ->
                    wrongIf(options.promise() == Promise.PLACEMENT || !placeableWithout(kept));
            case Reason.NotTried r -> wrongIf(r.lighter() == 0 || gone.contains(r.node()));
        };
    }

    private static String wrongIf(boolean wrong) {
        return wrong ? "not true" : "";
    }

    private Machine machine(String name) {
        return fleet.machines().stream()
                .filter(machine -> machine.node().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private @org.jspecify.annotations.Nullable ScheduledPod pod(String key) {
        return fleet.pods().stream()
                .filter(pod -> pod.pod().key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private Collection<String> stay() {
        return names().filter(name -> !gone.contains(name)).toList();
    }

    private Collection<String> others(Kept kept) {
        return names().filter(name -> !name.equals(kept.node())).toList();
    }

    private Stream<String> names() {
        return fleet.machines().stream().map(machine -> machine.node().name());
    }

    private List<Machine> usable(Collection<String> names) {
        return names.stream().map(this::machine).filter(Machine::usable).toList();
    }

    private static String zone(Machine machine) {
        return machine.node().labels().getOrDefault("topology.kubernetes.io/zone", "");
    }

    private boolean placeableWithout(Kept kept) {
        Set<String> all = new HashSet<>(gone);
        all.add(kept.node());
        List<ScheduledPod> movers =
                fleet.pods().stream().filter(pod -> all.contains(pod.pod().nodeName())).toList();
        return placeable(movers, names().filter(name -> !all.contains(name)).toList());
    }

    /** Tries every way, the others staying where they are. */
    private boolean placeable(List<ScheduledPod> movers, Collection<String> nodes) {
        PlainScheduler plain = new PlainScheduler(fleet);
        movers.forEach(pod -> plain.nodeOf.remove(pod.pod().key()));
        List<ScheduledPod> largestFirst = new ArrayList<>(movers);
        largestFirst.sort((a, b) ->
                Long.compare(b.pod().requests().memoryBytes(), a.pod().requests().memoryBytes()));
        return placed(plain, largestFirst, 0, nodes);
    }

    private boolean placed(
            PlainScheduler plain, List<ScheduledPod> movers, int from, Collection<String> nodes) {
        if (from == movers.size()) {
            return true;
        }
        ScheduledPod pod = movers.get(from);
        for (String node : nodes) {
            if (plain.admits(pod.pod().key(), node) && withinLimits(plain, pod, node)) {
                plain.nodeOf.put(pod.pod().key(), node);
                if (placed(plain, movers, from + 1, nodes)) {
                    return true;
                }
                plain.nodeOf.remove(pod.pod().key());
            }
        }
        return false;
    }

    private boolean withinLimits(PlainScheduler plain, ScheduledPod pod, String name) {
        if (options.basis() == Basis.REQUESTS) {
            return true;
        }
        Node node = machine(name).node();
        List<ScheduledPod> there = plain.on(one -> one.name().equals(name));
        long memory = there.stream().mapToLong(ReasonJudge::memory).sum();
        long cpu = there.stream().mapToLong(ReasonJudge::cpu).sum();
        double factor =
                options.cpuOvercommit()
                        .map(BigDecimal::doubleValue)
                        .orElse(options.resource() == DecidingResource.CPU ? 1.0 : 1e9);
        return (memory(pod) == 0 || memory + memory(pod) <= node.allocatable().memoryBytes())
                && (cpu(pod) == 0 || cpu + cpu(pod) <= node.allocatable().cpuMillis() * factor);
    }

    private static long memory(ScheduledPod pod) {
        return Math.max(pod.pod().limits().memoryBytes(), pod.pod().requests().memoryBytes());
    }

    private static long cpu(ScheduledPod pod) {
        return Math.max(pod.pod().limits().cpuMillis(), pod.pod().requests().cpuMillis());
    }
}
