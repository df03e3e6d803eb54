package dev.plimsoll.core.capacity.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Offer;
import dev.plimsoll.core.capacity.Tables;
import dev.plimsoll.core.fleet.Pod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * With more types than every set of them can be tried, a wider choice is not proved to be never
 * dearer. On these fleets, which are always the same ones, it is not.
 */
class ManyTypesTest {

    private static final List<String> DISTRIBUTIONS =
            List.of("uniform", "lognormal", "replicas", "opposed", "cpu-heavy");

    /** Types that are as cheap as any for what a fleet may need most. */
    private static final int WORTH_IT = 12;

    @ParameterizedTest
    @CsvSource({"12, 30, 60", "24, 20, 60", "60, 15, 60", "776, 10, 60", "24, 4, 800"})
    void aWiderChoiceIsNotDearer(int types, int fleets, int mostPods) throws Exception {
        // Given
        List<Offer> all = Tables.offers("us-east-1", "amd64");
        assertThat(all).hasSizeGreaterThanOrEqualTo(types);
        for (int seed = 0; seed < fleets; seed++) {
            Random random = new Random(seed);
            String distribution = DISTRIBUTIONS.get(random.nextInt(DISTRIBUTIONS.size()));
            List<Pod> pods = Pods.drawn(distribution, 1 + random.nextInt(mostPods), seed);
            List<Offer> wide = new ArrayList<>(all);
            Collections.shuffle(wide, random);
            wide = wide.subList(0, types);
            List<Offer> narrow = narrow(wide, random);
            ReshapePlanner planner = ReshapePlannerTest.planner(random.nextBoolean());

            // When
            ReshapePlan narrowPlan = planner.plan(List.of(), pods, narrow);
            ReshapePlan widePlan = planner.plan(List.of(), pods, wide);

            // Then
            if (narrowPlan.unplaced().isEmpty()) {
                assertThat(widePlan.after().monthlyUsd())
                        .as("seed %d: %s of %s", seed, widePlan.after(), narrowPlan.after())
                        .isLessThanOrEqualTo(narrowPlan.after().monthlyUsd());
            }
        }
    }

    /**
     * Few types, so that every set of them is tried, and among the cheapest, so that it matters.
     */
    private static List<Offer> narrow(List<Offer> wide, Random random) {
        double cpuWeight = random.nextInt(8);
        List<Offer> cheapest = new ArrayList<>(wide);
        cheapest.sort(Comparator.comparingDouble(offer -> price(offer, cpuWeight)));
        cheapest = cheapest.subList(0, Math.min(WORTH_IT, cheapest.size()));
        Collections.shuffle(cheapest, random);
        return cheapest.subList(0, 1 + random.nextInt(6));
    }

    private static double price(Offer offer, double cpuWeight) {
        return offer.usdPerHour().doubleValue()
                / (offer.allocatable().memoryBytes() / 1e9
                        + cpuWeight * offer.allocatable().cpuMillis() / 1000);
    }
}
