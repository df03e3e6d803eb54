package dev.plimsoll.core.capacity.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.consolidate.Board.State;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How close plans come to the best there is; the figures are those of docs/capacity.md. */
class ConsolidateQualityTest {

    private static final int SEEDS = Integer.getInteger("plimsoll.quality.seeds", 1);

    @Test
    void staysWithinOnePercentOfTheBoundOnAverage() {
        // Given
        List<Double> gaps = new ArrayList<>();
        List<Double> ordered = new ArrayList<>();
        StringBuilder table = new StringBuilder();

        // When
        for (String distribution : QualityFleet.DISTRIBUTIONS) {
            for (Basis basis : Basis.values()) {
                double[] sums = new double[6];
                for (int seed = 1; seed <= SEEDS; seed++) {
                    double[] one =
                            measured(
                                    QualityFleet.fleet(distribution, QualityFleet.PODS, seed),
                                    basis);
                    Arrays.setAll(sums, at -> sums[at] + one[at] / SEEDS);
                }
                gaps.add(100 * (sums[2] - sums[1]) / sums[1]);
                ordered.add(100 * (sums[5] - sums[1]) / sums[1]);
                table.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %s | %.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.2f %% |"
                                        + " %.2f %% | %.2f %% |%n",
                                distribution,
                                basis,
                                sums[0],
                                sums[1],
                                sums[4],
                                sums[2],
                                sums[5],
                                sums[3],
                                100 * (sums[2] - sums[1]) / sums[1],
                                100 * (sums[5] - sums[1]) / sums[1],
                                100 * (sums[3] - sums[1]) / sums[1]));
            }
        }

        // Then
        System.out.printf(
                "| distribution | basis | before | bound | first-fit | placement | largest first |"
                        + " any order | gap | gap | gap |%n%s",
                table);
        assertThat(gaps.stream().mapToDouble(gap -> gap).average().orElseThrow())
                .as("%s", table)
                .isLessThanOrEqualTo(1);
        assertThat(ordered.stream().mapToDouble(gap -> gap).average().orElseThrow())
                .as("%s", table)
                .isLessThanOrEqualTo(3);
    }

    /** Nodes before; at least after; after by placement, by plan, by FFD, by the largest first. */
    private static double[] measured(ConsolidateFleet fleet, Basis basis) {
        ConsolidatePlan placed = QualityFleet.plan(fleet, basis, Promise.PLACEMENT);
        ConsolidatePlan rehearsed = QualityFleet.plan(fleet, basis, Promise.ANY_ORDER);
        int all = fleet.machines().size();
        return new double[] {
            all,
            all - placed.atMost().nodes(),
            all - placed.remove().size(),
            all - rehearsed.remove().size(),
            all - firstFitDecreasing(fleet, QualityFleet.options(basis, Promise.PLACEMENT)),
            all - QualityFleet.plan(fleet, basis, Promise.LARGEST_FIRST).remove().size()
        };
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

    /** Tries every set of nodes and every placement, on small fleets with constraints. */
    @Test
    void comesNearTheOptimumOfSmallFleets() {
        // Given
        ConsolidateOptions options = QualityFleet.options(Basis.REQUESTS, Promise.PLACEMENT);
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
            rehearsed += saved(QualityFleet.plan(fleet, Basis.REQUESTS, Promise.ANY_ORDER));
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
        return SmallSets.usd(layout, SmallSets.placeable(candidates, start, floor).getFirst());
    }
}
