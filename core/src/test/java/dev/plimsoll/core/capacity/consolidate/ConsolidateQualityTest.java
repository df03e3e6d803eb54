package dev.plimsoll.core.capacity.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.consolidate.Board.State;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.core.capacity.consolidate.Exhaustive.End;
import dev.plimsoll.core.capacity.reshape.Pods;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Scheduling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How close plans come to the best there is; the figures are those of docs/capacity.md. */
class ConsolidateQualityTest {

    private static final List<String> DISTRIBUTIONS =
            List.of("uniform", "lognormal", "replicas", "opposed", "cpu-heavy");
    private static final int SEEDS = Integer.getInteger("plimsoll.quality.seeds", 1);
    private static final int PODS = Integer.getInteger("plimsoll.quality.pods", 600);

    /** How many times an m5.2xlarge a node is. */
    private static final int SIZE = Integer.getInteger("plimsoll.quality.size", 1);

    private static final Allocatable ROOM =
            new Allocatable(7910L * SIZE, 29317L * Pods.MIB * SIZE, 58 * SIZE);

    @Test
    void staysWithinOnePercentOfTheBoundOnAverage() {
        // Given
        List<Double> gaps = new ArrayList<>();
        StringBuilder table = new StringBuilder();

        // When
        for (String distribution : DISTRIBUTIONS) {
            for (Basis basis : Basis.values()) {
                double[] sums = new double[5];
                for (int seed = 1; seed <= SEEDS; seed++) {
                    double[] one = measured(fleet(distribution, PODS, seed), basis);
                    Arrays.setAll(sums, at -> sums[at] + one[at] / SEEDS);
                }
                gaps.add(100 * (sums[2] - sums[1]) / sums[1]);
                table.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %s | %.0f | %.1f | %.1f | %.1f | %.1f | %.2f %% | %.2f %%"
                                        + " |%n",
                                distribution,
                                basis,
                                sums[0],
                                sums[1],
                                sums[4],
                                sums[2],
                                sums[3],
                                100 * (sums[2] - sums[1]) / sums[1],
                                100 * (sums[3] - sums[1]) / sums[1]));
            }
        }

        // Then
        System.out.printf(
                "| distribution | basis | before | bound | first-fit | placement | plan | gap | gap"
                        + " |%n%s",
                table);
        assertThat(gaps.stream().mapToDouble(gap -> gap).average().orElseThrow())
                .as("%s", table)
                .isLessThanOrEqualTo(1);
    }

    /** Nodes before, at least after, after by placement alone, after with rehearsals, after FFD. */
    private static double[] measured(ConsolidateFleet fleet, Basis basis) {
        ConsolidatePlan placed = plan(fleet, basis, false);
        ConsolidatePlan rehearsed = plan(fleet, basis, true);
        int all = fleet.machines().size();
        return new double[] {
            all,
            all - placed.atMost().nodes(),
            all - placed.remove().size(),
            all - rehearsed.remove().size(),
            all - firstFitDecreasing(fleet, options(basis, false))
        };
    }

    private static ConsolidateOptions options(Basis basis, boolean rehearsals) {
        return new ConsolidateOptions(
                DecidingResource.MEMORY,
                basis,
                LabelSelector.EVERYTHING,
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                rehearsals);
    }

    private static ConsolidatePlan plan(ConsolidateFleet fleet, Basis basis, boolean rehearsals) {
        return new ConsolidatePlanner(options(basis, rehearsals)).plan(fleet);
    }

    /** Spreads pods over nodes as the scheduler does, until the nodes are 46 % full. */
    private static ConsolidateFleet fleet(String distribution, int count, long seed) {
        List<Pod> pods = Pods.drawn(distribution, count, seed);
        double need =
                Math.max(
                        pods.stream().mapToLong(pod -> pod.requests().cpuMillis()).sum()
                                / (double) ROOM.cpuMillis(),
                        pods.stream().mapToLong(pod -> pod.requests().memoryBytes()).sum()
                                / (double) ROOM.memoryBytes());
        int nodes = Math.max((int) Math.ceil(need / 0.46), 2 * count / ROOM.pods());
        List<Machine> machines =
                IntStream.range(0, nodes).mapToObj(ConsolidateQualityTest::machine).toList();
        double[] used = new double[nodes];
        List<ScheduledPod> placed = new ArrayList<>();
        for (Pod pod : pods) {
            int emptiest = 0;
            for (int node = 1; node < nodes; node++) {
                emptiest = used[node] < used[emptiest] ? node : emptiest;
            }
            used[emptiest] +=
                    pod.requests().cpuMillis() / (double) ROOM.cpuMillis()
                            + pod.requests().memoryBytes() / (double) ROOM.memoryBytes();
            placed.add(
                    new ScheduledPod(
                            RandomFleet.pod(
                                    pod.name(),
                                    machines.get(emptiest).node().name(),
                                    pod.requests(),
                                    pod.limits()),
                            Scheduling.FREE));
        }
        return new ConsolidateFleet(machines, placed, List.of(), List.of(), List.of(), Map.of());
    }

    private static Machine machine(int number) {
        return new Machine(
                RandomFleet.node("n" + (1000 + number), Map.of(), List.of(), false, true, ROOM),
                Map.of(),
                "",
                Optional.of(new BigDecimal("0.384")));
    }

    /**
     * As others do it: empty nodes first, their pods by CPU then memory, each to the first node.
     */
    private static int firstFitDecreasing(ConsolidateFleet fleet, ConsolidateOptions options) {
        Layout layout = Layout.of(fleet, options);
        Board start = new Board(layout);
        List<Integer> order =
                IntStream.range(0, layout.nodes())
                        .boxed()
                        .sorted(
                                Comparator.comparingDouble(
                                        node -> -start.left(node)[Dimensions.CPU]))
                        .toList();
        int most = 0;
        for (int count = 1; count < layout.nodes(); count++) {
            most = firstFits(layout, start, order.subList(0, count)) ? count : most;
        }
        return most;
    }

    private static boolean firstFits(Layout layout, Board start, List<Integer> gone) {
        Board board = start.copy();
        gone.forEach(node -> board.state(node, State.CORDONED));
        List<Integer> pods = new ArrayList<>();
        gone.forEach(node -> Arrays.stream(board.pods(node)).forEach(pods::add));
        pods.forEach(board::take);
        pods.sort(
                Comparator.<Integer>comparingDouble(pod -> -layout.loads()[pod][Dimensions.CPU])
                        .thenComparingDouble(pod -> -layout.loads()[pod][Dimensions.MEMORY]));
        for (int pod : pods) {
            int node = 0;
            while (node < layout.nodes() && !board.fits(pod, node)) {
                node++;
            }
            if (node == layout.nodes()) {
                return false;
            }
            board.put(pod, node);
        }
        return true;
    }

    /**
     * What a policy leaves that drains one node after the other, each on a new plan, with a
     * scheduler that spreads pods as Kubernetes' own does: more can go than the first plan dares.
     */
    @Test
    void leavesFewerNodesThanTheFirstPlanOnceItHasSettled() {
        // Given
        StringBuilder table = new StringBuilder();
        int planned = 0;
        int settled = 0;

        // When
        for (String distribution : DISTRIBUTIONS) {
            ConsolidateFleet fleet = fleet(distribution, PODS / 4, 1);
            int all = fleet.machines().size();
            ConsolidatePlan first = plan(fleet, Basis.REQUESTS, true);
            int left = all - first.remove().size();
            int steady = settled(fleet);
            planned += left;
            settled += steady;
            table.append(
                    "| %s | %d | %d | %d | %d |%n"
                            .formatted(
                                    distribution, all, all - first.atMost().nodes(), left, steady));
        }

        // Then
        System.out.printf("| distribution | before | bound | plan | settled |%n%s", table);
        assertThat(settled).as("%s", table).isLessThanOrEqualTo(planned);
    }

    private static int settled(ConsolidateFleet start) {
        ConsolidateFleet fleet = start;
        while (true) {
            ConsolidatePlan plan = plan(fleet, Basis.REQUESTS, true);
            if (plan.remove().isEmpty()) {
                return fleet.machines().size();
            }
            fleet = without(fleet, plan.remove().getFirst().node());
        }
    }

    /** Takes a node away; each of its pods goes to the emptiest node that takes it. */
    private static ConsolidateFleet without(ConsolidateFleet fleet, String gone) {
        List<Machine> machines =
                fleet.machines().stream()
                        .filter(machine -> !machine.node().name().equals(gone))
                        .toList();
        Map<String, double[]> used = new TreeMap<>();
        machines.forEach(machine -> used.put(machine.node().name(), new double[3]));
        List<ScheduledPod> pods = new ArrayList<>();
        List<ScheduledPod> movers = new ArrayList<>();
        for (ScheduledPod pod : fleet.pods()) {
            if (pod.pod().nodeName().equals(gone)) {
                movers.add(pod);
            } else {
                pods.add(pod);
                take(used.get(pod.pod().nodeName()), pod);
            }
        }
        for (ScheduledPod pod : movers) {
            String to =
                    used.entrySet().stream()
                            .filter(node -> takes(node.getValue(), pod))
                            .min(Comparator.comparingDouble(node -> taken(node.getValue())))
                            .orElseThrow(() -> new AssertionError(pod + " has no node"))
                            .getKey();
            take(used.get(to), pod);
            pods.add(
                    new ScheduledPod(
                            RandomFleet.pod(
                                    pod.pod().name(), to, pod.pod().requests(), pod.pod().limits()),
                            pod.scheduling()));
        }
        return new ConsolidateFleet(machines, pods, List.of(), List.of(), List.of(), Map.of());
    }

    private static boolean takes(double[] node, ScheduledPod pod) {
        return node[0] + pod.pod().requests().cpuMillis() <= ROOM.cpuMillis()
                && node[1] + pod.pod().requests().memoryBytes() <= ROOM.memoryBytes()
                && node[2] + 1 <= ROOM.pods();
    }

    private static void take(double @Nullable [] node, ScheduledPod pod) {
        double[] sums = Objects.requireNonNull(node);
        sums[0] += pod.pod().requests().cpuMillis();
        sums[1] += pod.pod().requests().memoryBytes();
        sums[2]++;
    }

    private static double taken(double[] node) {
        return node[0] / ROOM.cpuMillis() + node[1] / ROOM.memoryBytes();
    }

    /** Tries every set of nodes and every placement, on small fleets with constraints. */
    @Test
    void comesNearTheOptimumOfSmallFleets() {
        // Given
        ConsolidateOptions options = options(Basis.REQUESTS, false);
        int fleets = 40 * SEEDS;
        double best = 0;
        double placed = 0;
        double rehearsed = 0;
        int missed = 0;

        // When
        for (int seed = 1; seed <= fleets; seed++) {
            ConsolidateFleet fleet = RandomFleet.drawn(seed, 7, 9, true);
            double optimum = optimum(fleet, options);
            double ours = saved(new ConsolidatePlanner(options).plan(fleet));
            best += optimum;
            placed += ours;
            rehearsed += saved(plan(fleet, Basis.REQUESTS, true));
            missed += ours < optimum - 1e-9 ? 1 : 0;
        }

        // Then
        System.out.printf(
                Locale.ROOT,
                "small fleets: %d, optimum saves %.2f USD an hour, placement %.2f (%d missed), plan"
                        + " %.2f%n",
                fleets,
                best,
                placed,
                missed,
                rehearsed);
        assertThat(placed).isGreaterThanOrEqualTo(0.98 * best);
    }

    private static double saved(ConsolidatePlan plan) {
        return plan.remove().stream()
                .map(Removal::hourlyUsd)
                .flatMap(Optional::stream)
                .mapToDouble(BigDecimal::doubleValue)
                .sum();
    }

    private static double optimum(ConsolidateFleet fleet, ConsolidateOptions options) {
        Layout layout = Layout.of(fleet, options);
        Board start = new Board(layout);
        Candidates candidates = Candidates.of(layout, start, fleet, options);
        Floor floor = new Floor(layout, options);
        double best = 0;
        for (int set = 0; set < 1 << layout.nodes(); set++) {
            int chosen = set;
            List<Integer> nodes =
                    IntStream.range(0, layout.nodes())
                            .filter(node -> (chosen >> node & 1) == 1)
                            .boxed()
                            .toList();
            double value =
                    nodes.stream()
                            .mapToDouble(node ->
                                    layout.machines()
                                            .get(node)
                                            .hourlyUsd()
                                            .orElseThrow()
                                            .doubleValue())
                            .sum();
            if (value > best
                    && allowed(candidates, floor, nodes)
                    && placeable(candidates, start, nodes)) {
                best = value;
            }
        }
        return best;
    }

    private static boolean allowed(Candidates candidates, Floor floor, List<Integer> nodes) {
        return nodes.stream().allMatch(candidates::candidate)
                && nodes.stream()
                        .allMatch(node -> {
                            List<Integer> others = new ArrayList<>(nodes);
                            others.remove(node);
                            return floor.forbids(node, others).isEmpty();
                        });
    }

    private static boolean placeable(Candidates candidates, Board start, List<Integer> nodes) {
        Board board = start.copy();
        nodes.forEach(node -> board.state(node, State.CORDONED));
        int[] pods =
                nodes.stream()
                        .flatMapToInt(node -> Arrays.stream(candidates.movers()[node]))
                        .toArray();
        Arrays.stream(pods).forEach(board::take);
        return Exhaustive.place(board, pods, 20_000_000) == End.PLACED;
    }
}
