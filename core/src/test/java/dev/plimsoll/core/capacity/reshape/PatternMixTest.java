package dev.plimsoll.core.capacity.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PatternMixTest {

    private static final double[][] ROOMS = {{58, 16_000, 60_000}, {58, 8_000, 60_000}};
    private static final double[] PRICES = {4, 3};

    @Property(tries = 100)
    void everyPackingHoldsEveryItemOnceAndNoBinTooMuch(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int sizes,
            @ForAll @IntRange(min = 0, max = 20) int leastBins) {
        // Given
        Random random = new Random(seed);
        Problem problem = new Problem(items(random, sizes), ROOMS, PRICES, leastBins);

        // When
        List<Packing> packings = new PatternMix(problem, Kinds.of(problem.loads())).packings();

        // Then
        assertThat(packings)
                .allSatisfy(packing -> {
                    assertThat(packing.bins()).isGreaterThanOrEqualTo(leastBins);
                    List<Integer> held = new ArrayList<>();
                    for (int bin = 0; bin < packing.bins(); bin++) {
                        assertThat(Arrays.stream(packing.left(bin)).min().orElseThrow())
                                .isNotNegative();
                        for (int item : packing.members(bin)) {
                            held.add(item);
                        }
                    }
                    assertThat(held).doesNotHaveDuplicates().hasSize(problem.loads().length);
                });
    }

    private static double[][] items(Random random, int sizes) {
        List<double[]> items = new ArrayList<>();
        for (int size = 0; size < sizes; size++) {
            double[] load = {1, 500 + random.nextInt(15_000), 1_000 + random.nextInt(40_000)};
            int replicas = 1 + random.nextInt(20);
            for (int replica = 0; replica < replicas; replica++) {
                items.add(load);
            }
        }
        return items.toArray(double[][]::new);
    }

    /** Of these, any two leave room that no third fits; the sizes have to be chosen together. */
    @Test
    void findsThePatternsThatFillBinsToTheBrim() {
        // Given
        List<double[]> items = new ArrayList<>();
        for (int set = 0; set < 60; set++) {
            items.add(new double[] {1, 44, 30});
            items.add(new double[] {1, 33, 30});
            items.add(new double[] {1, 23, 40});
            items.add(new double[] {1, 61, 20});
            items.add(new double[] {1, 39, 80});
        }
        Problem problem =
                new Problem(
                        items.toArray(double[][]::new),
                        new double[][] {{10, 100, 100}},
                        new double[] {1},
                        0);

        // When
        List<Packing> packings = new PatternMix(problem, Kinds.of(problem.loads())).packings();

        // Then
        assertThat(packings.stream().map(Packing::bins).min(Comparator.naturalOrder()))
                .hasValue(120);
    }

    @Test
    void leavesItemsThatAreAllDifferentToOthers() {
        // Given
        double[][] items = new double[201][];
        for (int item = 0; item < items.length; item++) {
            items[item] = new double[] {1, 100 + item, 100};
        }

        // When
        boolean promising = PatternMix.promising(Kinds.of(items));

        // Then
        assertThat(promising).isFalse();
        assertThat(PatternMix.promising(Kinds.of(Arrays.copyOf(items, 200)))).isTrue();
    }
}
