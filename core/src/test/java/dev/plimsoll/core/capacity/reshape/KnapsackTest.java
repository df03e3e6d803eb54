package dev.plimsoll.core.capacity.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class KnapsackTest {

    private static final double[] ROOM = {9, 100, 60};

    /** Against every filling that there is. */
    @Property(tries = 200)
    void noFillingIsWorthMore(@ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int size) {
        // Given
        Random random = new Random(seed);
        double[][] loads = new double[size][];
        int[] counts = new int[size];
        double[] worth = new double[size];
        for (int kind = 0; kind < size; kind++) {
            loads[kind] = new double[] {1, 1 + random.nextInt(110), random.nextInt(40)};
            counts[kind] = random.nextInt(6);
            worth[kind] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        }
        Knapsack knapsack = new Knapsack(new Kinds(loads, counts, new int[0]), worth, ROOM);

        // When
        int[] filling = knapsack.fill(Integer.MAX_VALUE);

        // Then
        double[] left = ROOM.clone();
        double sum = 0;
        for (int kind = 0; kind < size; kind++) {
            assertThat(filling[kind]).isBetween(0, counts[kind]);
            sum += filling[kind] * worth[kind];
            for (int d = 0; d < left.length; d++) {
                left[d] -= filling[kind] * loads[kind][d];
            }
        }
        assertThat(Arrays.stream(left).min().orElseThrow()).isNotNegative();
        assertThat(knapsack.worth()).isEqualTo(sum, Offset.offset(1e-9));
        assertThat(sum).isEqualTo(most(loads, counts, worth, ROOM, 0), Offset.offset(1e-6));
    }

    private static double most(
            double[][] loads, int[] counts, double[] worth, double[] room, int kind) {
        if (kind == counts.length) {
            return 0;
        }
        double[] left = room.clone();
        double most = most(loads, counts, worth, left, kind + 1);
        for (int count = 1; count <= counts[kind]; count++) {
            for (int d = 0; d < left.length; d++) {
                left[d] -= loads[kind][d];
            }
            if (!Problem.fits(new double[left.length], left)) {
                break;
            }
            most = Math.max(most, count * worth[kind] + most(loads, counts, worth, left, kind + 1));
        }
        return most;
    }
}
