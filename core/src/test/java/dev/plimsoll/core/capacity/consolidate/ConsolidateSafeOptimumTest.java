package dev.plimsoll.core.capacity.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.core.capacity.consolidate.DrainGame.Rival;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How close plans come to what can go in safety, which is less than what can be placed; the figures
 * are those of docs/capacity.md.
 */
class ConsolidateSafeOptimumTest {

    private static final int SEEDS = 10 * Integer.getInteger("plimsoll.quality.seeds", 1);
    private static final int MOST_POSITIONS =
            Integer.getInteger("plimsoll.quality.positions", 10_000);

    /**
     * What was found for fleets of one kind, in US dollars an hour.
     *
     * @param safe by {@link Rival}
     * @param unknown games that were given up, and count as safe
     * @param broken plans that the worst adversary breaks
     */
    private record Row(double placed, double[] safe, double plan, int unknown, int broken) {

        Row plus(Row other) {
            double[] sums = new double[safe.length];
            Arrays.setAll(sums, rival -> safe[rival] + other.safe[rival]);
            return new Row(
                    placed + other.placed,
                    sums,
                    plan + other.plan,
                    unknown + other.unknown,
                    broken + other.broken);
        }

        double safest() {
            return safe[Rival.ANY_ORDER_ANY_NODE.ordinal()];
        }

        String line(String kind) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f %% | %d | %d |%n",
                    kind,
                    placed,
                    safe[Rival.LARGEST_FIRST_BEST_NODE.ordinal()],
                    safe[Rival.LARGEST_FIRST_ANY_NODE.ordinal()],
                    safe[Rival.ANY_ORDER_BEST_NODE.ordinal()],
                    safest(),
                    plan,
                    100 * (safest() - plan) / safest(),
                    unknown,
                    broken);
        }
    }

    @Test
    void letsGoWhatCanGoInSafety() {
        // Given
        Row none = new Row(0, new double[Rival.values().length], 0, 0, 0);
        Row all = none;
        StringBuilder table = new StringBuilder();

        // When
        for (String distribution : QualityFleet.DISTRIBUTIONS) {
            Row row = none;
            for (int seed = 1; seed <= SEEDS; seed++) {
                row = row.plus(measured(QualityFleet.small(distribution, seed)));
            }
            all = all.plus(row);
            table.append(row.line(distribution));
        }
        Row constrained = none;
        for (int seed = 1; seed <= 4 * SEEDS; seed++) {
            constrained = constrained.plus(measured(RandomFleet.drawn(seed, 7, 9, true)));
        }
        all = all.plus(constrained);
        table.append(constrained.line("constrained"));

        // Then
        System.out.printf(
                "| fleets | placed | largest first, best node | any node | any order, best node |"
                        + " any node | plan | gap | given up | broken |%n%s",
                table);
        assertThat(all.plan).as("%s", table).isGreaterThanOrEqualTo(0.97 * all.safest());
        assertThat(all.broken).as("%s", table).isLessThanOrEqualTo(SEEDS / 5);
    }

    private static Row measured(ConsolidateFleet fleet) {
        ConsolidateOptions options = QualityFleet.options(Basis.REQUESTS, Promise.ANY_ORDER);
        Layout layout = Layout.of(fleet, options);
        Board start = new Board(layout);
        Candidates candidates = Candidates.of(layout, start, fleet, options);
        List<List<Integer>> sets =
                SmallSets.placeable(candidates, start, new Floor(layout, options));
        double[] safe = new double[Rival.values().length];
        int unknown = 0;
        for (Rival rival : Rival.values()) {
            DrainGame game = new DrainGame(candidates, start, rival, MOST_POSITIONS);
            for (List<Integer> set : sets) {
                Optional<Boolean> holds = game.safe(set);
                unknown += holds.isEmpty() ? 1 : 0;
                if (holds.orElse(true)) {
                    safe[rival.ordinal()] = SmallSets.usd(layout, set);
                    break;
                }
            }
        }
        List<Integer> plan = planned(fleet, options, layout);
        boolean broken =
                !new DrainGame(candidates, start, Rival.ANY_ORDER_ANY_NODE, MOST_POSITIONS)
                        .safe(plan)
                        .orElse(true);
        return new Row(
                SmallSets.usd(layout, sets.getFirst()),
                safe,
                SmallSets.usd(layout, plan),
                unknown,
                broken ? 1 : 0);
    }

    private static List<Integer> planned(
            ConsolidateFleet fleet, ConsolidateOptions options, Layout layout) {
        List<String> gone =
                new ConsolidatePlanner(options)
                        .plan(fleet).remove().stream().map(Removal::node).toList();
        return IntStream.range(0, layout.nodes())
                .filter(node -> gone.contains(layout.name(node)))
                .boxed()
                .sorted(Comparator.comparing(node -> gone.indexOf(layout.name(node))))
                .toList();
    }
}
