package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Taint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the nodes that could go, each on its own, from those that must stay whatever else happens.
 *
 * @param reasons by node; null for a candidate
 * @param movers by node, the pods that must find another; sorted
 * @param waiting pods that have no node yet and could have one: they take room first
 */
record Candidates(
        @Nullable Reason[] reasons,
        int[][] movers,
        int[] waiting,
        List<Optional<BigDecimal>> shares) {

    private static final Set<String> LEAVING =
            Set.of(
                    "karpenter.sh/disrupted",
                    "karpenter.sh/disruption",
                    "ToBeDeletedByClusterAutoscaler");
    private static final int SHARE_DIGITS = 4;

    static Candidates of(
            Layout layout, Board board, ConsolidateFleet fleet, ConsolidateOptions options) {
        Fate fate = new Fate(fleet.budgets());
        int nodes = layout.nodes();
        @Nullable Reason[] reasons = new Reason[nodes];
        int[][] movers = new int[nodes][];
        List<Optional<BigDecimal>> shares = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            int[] pods = board.pods(node);
            Arrays.sort(pods);
            movers[node] =
                    Arrays.stream(pods).filter(pod -> fate.moves(layout.pods().get(pod))).toArray();
            shares.add(share(layout, node, pods, options));
            Machine machine = layout.machines().get(node);
            reasons[node] =
                    unselected(machine, options)
                            .or(() -> ofNode(machine))
                            .or(() -> above(shares.getLast(), options))
                            .or(() -> held(layout, pods, fate))
                            .orElse(null);
        }
        for (int node = 0; node < nodes; node++) {
            if (reasons[node] == null) {
                reasons[node] = pinned(layout, board, node, movers[node]);
            }
        }
        int[] waiting =
                IntStream.range(0, layout.pods().size())
                        .filter(pod ->
                                layout.home()[pod] == Topology.NONE
                                        && !layout.pods().get(pod).scheduling().deleting()
                                        && hasPlace(layout, board, pod))
                        .toArray();
        return new Candidates(reasons, movers, waiting, shares);
    }

    boolean candidate(int node) {
        return reasons[node] == null;
    }

    private static boolean hasPlace(Layout layout, Board board, int pod) {
        for (int node = 0; node < layout.nodes(); node++) {
            if (board.admits(pod, node)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Reason> unselected(Machine machine, ConsolidateOptions options) {
        return options.nodeSelector().matches(machine.node().labels())
                ? Optional.empty()
                : Optional.of(new Reason.NotSelected());
    }

    private static Optional<Reason> ofNode(Machine machine) {
        if (machine.node().deleting()
                || machine.node().taints().stream().map(Taint::key).anyMatch(LEAVING::contains)) {
            return Optional.of(new Reason.BeingRemoved());
        }
        if (!machine.node().readiness().ready()) {
            return Optional.of(new Reason.NotReady());
        }
        return machine.refusal().isEmpty()
                ? Optional.empty()
                : Optional.of(new Reason.AsksToStay(machine.refusal()));
    }

    /** The share as {@code capacity} has it: known limits only, or requests. */
    private static Optional<BigDecimal> share(
            Layout layout, int node, int[] pods, ConsolidateOptions options) {
        Resources taken = Resources.NONE;
        for (int pod : pods) {
            Pod one = layout.pods().get(pod).pod();
            taken = taken.plus(options.basis() == Basis.LIMITS ? one.limits() : one.requests());
        }
        Allocatable room = layout.machines().get(node).node().allocatable();
        boolean memory = options.resource() == DecidingResource.MEMORY;
        long offered = memory ? room.memoryBytes() : room.cpuMillis();
        long used = memory ? taken.memoryBytes() : taken.cpuMillis();
        return offered <= 0
                ? Optional.empty()
                : Optional.of(
                        BigDecimal.valueOf(used)
                                .divide(
                                        BigDecimal.valueOf(offered),
                                        SHARE_DIGITS,
                                        RoundingMode.HALF_UP));
    }

    private static Optional<Reason> above(Optional<BigDecimal> share, ConsolidateOptions options) {
        return options.maxShare()
                .flatMap(most ->
                        share.filter(taken -> taken.compareTo(most) > 0)
                                .map(taken ->
                                        new Reason.AboveShare(
                                                options.resource(), options.basis(), taken, most)));
    }

    private static Optional<Reason> held(Layout layout, int[] pods, Fate fate) {
        for (int pod : pods) {
            ScheduledPod held = layout.pods().get(pod);
            Optional<String> why = fate.stays(held);
            if (why.isPresent()) {
                return Optional.of(new Reason.PodStays(held.pod().key(), why.get()));
            }
        }
        return Optional.empty();
    }

    /** Finds a pod that no other node takes; anti-affinity does not count, for it may end. */
    private static @Nullable Reason pinned(Layout layout, Board board, int from, int[] movers) {
        for (int pod : movers) {
            TreeMap<Obstacle, Integer> met = new TreeMap<>();
            for (int node = 0; node < layout.nodes() && !met.containsKey(Obstacle.NONE); node++) {
                if (node != from) {
                    Obstacle obstacle = board.obstacle(pod, node);
                    met.merge(
                            obstacle == Obstacle.NEIGHBOURS ? Obstacle.NONE : obstacle,
                            1,
                            Integer::sum);
                }
            }
            if (!met.containsKey(Obstacle.NONE)) {
                return new Reason.NoOtherNode(layout.key(pod), Obstacle.clauses(met));
            }
        }
        return null;
    }
}
