package dev.plimsoll.core.capacity.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.Offer;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Pod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReshapePlannerTest {

    private static final List<String> DISTRIBUTIONS =
            List.of("uniform", "lognormal", "replicas", "opposed", "cpu-heavy");
    private static final List<Offer> OFFERS =
            List.of(
                    offer("c5.xlarge", 3920, 6584, 58, "0.170"),
                    offer("m5.large", 1930, 7071, 29, "0.096"),
                    offer("m5.xlarge", 3920, 14162, 58, "0.192"),
                    offer("m5.2xlarge", 7910, 29317, 58, "0.384"),
                    offer("r5.large", 1930, 14649, 29, "0.126"),
                    offer("r5.4xlarge", 15890, 118312, 234, "1.008"));

    @Property(tries = 150)
    void aWiderChoiceIsNeverDearer(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
        // Given
        Random random = new Random(seed);
        List<Pod> pods =
                Pods.drawn(DISTRIBUTIONS.get(random.nextInt(DISTRIBUTIONS.size())), count, seed);
        List<Offer> wide = new ArrayList<>(OFFERS);
        Collections.shuffle(wide, random);
        wide = wide.subList(0, 2 + random.nextInt(OFFERS.size() - 1));
        List<Offer> narrow = wide.subList(0, 1 + random.nextInt(wide.size() - 1));
        ReshapePlanner planner = planner(random.nextBoolean());

        // When
        ReshapePlan narrowPlan = planner.plan(List.of(), pods, narrow);
        ReshapePlan widePlan = planner.plan(List.of(), pods, wide);

        // Then
        assertThat(widePlan.unplaced().size()).isLessThanOrEqualTo(narrowPlan.unplaced().size());
        if (narrowPlan.unplaced().isEmpty()) {
            assertThat(widePlan.after().monthlyUsd())
                    .as("%s of %s", widePlan.after(), narrowPlan.after())
                    .isLessThanOrEqualTo(narrowPlan.after().monthlyUsd());
        }
    }

    @Property(tries = 150)
    void everyPodHasOnePlaceAndNoNodeIsOverItsLine(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) {
        // Given
        Random random = new Random(seed);
        List<Pod> pods =
                Pods.drawn(DISTRIBUTIONS.get(random.nextInt(DISTRIBUTIONS.size())), count, seed);
        boolean bound = random.nextBoolean();

        // When
        ReshapePlan plan = planner(bound).plan(List.of(), pods, OFFERS);

        // Then
        Map<String, Pod> byKey =
                pods.stream().collect(Collectors.toMap(Pod::key, Function.identity()));
        assertThat(
                        Stream.concat(
                                plan.placements().stream().flatMap(node -> node.pods().stream()),
                                plan.unplaced().stream().map(ReshapePlan.Unplaced::pod)))
                .containsExactlyInAnyOrderElementsOf(byKey.keySet());
        Map<String, Allocatable> rooms = new HashMap<>();
        OFFERS.forEach(offer -> rooms.put(offer.instanceType(), offer.allocatable()));
        assertThat(plan.placements()).allSatisfy(node -> assertFits(node, byKey, rooms, bound));
        assertThat(plan.lowerBoundUsd()).isLessThanOrEqualTo(plan.after().monthlyUsd());
    }

    @Test
    void staysWithinOnePercentOfTheBoundOnAverage() {
        // Given
        List<List<Pod>> fleets =
                DISTRIBUTIONS.stream().map(name -> Pods.drawn(name, 2000, 7)).toList();

        // When
        List<Double> gaps =
                fleets.stream()
                        .map(pods -> planner(false).plan(List.of(), pods, OFFERS))
                        .map(plan -> plan.gapPercent().doubleValue())
                        .toList();

        // Then
        assertThat(gaps.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .as("gaps of %s: %s", DISTRIBUTIONS, gaps)
                .isLessThanOrEqualTo(1);
    }

    /**
     * Workloads of few sizes, of which a node holds two to ten, as in clusters for machine
     * learning. Without {@link PatternMix} the gaps are 4 to 6 %.
     */
    @Test
    void staysNearTheBoundWhereNodesHoldFewPodsOfFewSizes() {
        // Given
        List<Offer> large =
                List.of(
                        offer("m5.16xlarge", 63_770, 234_021, 737, "3.072"),
                        offer("r5.8xlarge", 31_850, 234_021, 234, "2.016"),
                        offer("c5.12xlarge", 47_810, 85_000, 234, "2.040"));

        // When
        List<Double> gaps =
                Stream.of(1L, 2L, 3L)
                        .map(ReshapePlannerTest::largePodsOfFewSizes)
                        .map(pods -> planner(false).plan(List.of(), pods, large))
                        .map(plan -> plan.gapPercent().doubleValue())
                        .toList();

        // Then
        assertThat(gaps).allMatch(gap -> gap <= 1);
    }

    private static List<Pod> largePodsOfFewSizes(long seed) {
        Random random = new Random(seed);
        List<Pod> pods = new ArrayList<>();
        for (int size = 0; size < 60; size++) {
            long cpuMillis = 4_000 + 100L * random.nextInt(140);
            long memoryMib = 8_192 + 1_024L * random.nextInt(60);
            int replicas = 1 + random.nextInt(1 + random.nextInt(80));
            for (int replica = 0; replica < replicas; replica++) {
                pods.add(Pods.of("pod-" + size + "-" + replica, 2 * cpuMillis, memoryMib));
            }
        }
        return pods;
    }

    /** Tries every way to pack few pods into few nodes. */
    @Property(tries = 60)
    void theBoundHoldsAgainstEveryPackingThereIs(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int count) {
        // Given
        List<Pod> pods = Pods.drawn("uniform", count, seed);
        List<Offer> offers = List.of(OFFERS.get(1), OFFERS.get(2));

        // When
        ReshapePlan plan = planner(false).plan(List.of(), pods, offers);

        // Then
        BigDecimal best = cheapest(pods, offers, new ArrayList<>(), 0);
        BigDecimal bestMonthly =
                best.multiply(BigDecimal.valueOf(730)).setScale(2, java.math.RoundingMode.HALF_UP);
        assertThat(plan.lowerBoundUsd()).isLessThanOrEqualTo(bestMonthly);
        assertThat(plan.after().monthlyUsd()).isGreaterThanOrEqualTo(bestMonthly);
    }

    private static BigDecimal cheapest(
            List<Pod> pods, List<Offer> offers, List<List<Pod>> groups, int next) {
        if (next == pods.size()) {
            return groups.stream()
                    .map(group -> price(group, offers))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        BigDecimal best = BigDecimal.valueOf(1_000_000);
        for (int group = 0; group <= groups.size(); group++) {
            List<List<Pod>> tried = new ArrayList<>();
            groups.forEach(pack -> tried.add(new ArrayList<>(pack)));
            if (group == groups.size()) {
                tried.add(new ArrayList<>());
            }
            tried.get(group).add(pods.get(next));
            best = best.min(cheapest(pods, offers, tried, next + 1));
        }
        return best;
    }

    private static BigDecimal price(List<Pod> group, List<Offer> offers) {
        return offers.stream()
                .filter(offer -> holds(offer.allocatable(), group, false))
                .map(Offer::usdPerHour)
                .min(BigDecimal::compareTo)
                .orElse(BigDecimal.valueOf(1_000_000));
    }

    private static void assertFits(
            ReshapePlan.Placement node,
            Map<String, Pod> byKey,
            Map<String, Allocatable> rooms,
            boolean bound) {
        String type = node.node().substring(0, node.node().indexOf('/'));
        List<Pod> carried =
                byKey.values().stream().filter(pod -> node.pods().contains(pod.key())).toList();
        assertThat(rooms).containsKey(type);
        assertThat(holds(rooms.getOrDefault(type, Allocatable.UNKNOWN), carried, bound))
                .as("%s carries %s", type, carried)
                .isTrue();
    }

    private static boolean holds(Allocatable room, List<Pod> pods, boolean cpuBound) {
        long memory = pods.stream().mapToLong(pod -> pod.limits().memoryBytes()).sum();
        long cpu = pods.stream().mapToLong(pod -> pod.requests().cpuMillis()).sum();
        long cpuLimits = pods.stream().mapToLong(pod -> pod.limits().cpuMillis()).sum();
        return pods.size() <= room.pods()
                && memory <= room.memoryBytes()
                && cpu <= room.cpuMillis()
                && (!cpuBound || cpuLimits <= room.cpuMillis() * 3 / 2);
    }

    static ReshapePlanner planner(boolean cpuBound) {
        return new ReshapePlanner(
                new ReshapeOptions(
                        DecidingResource.MEMORY,
                        Basis.LIMITS,
                        cpuBound ? Optional.of(new BigDecimal("1.5")) : Optional.empty(),
                        1,
                        1,
                        BigDecimal.valueOf(730)));
    }

    private static Offer offer(String type, long cpu, long memoryMib, int pods, String usd) {
        return new Offer(
                type, new Allocatable(cpu, memoryMib * Pods.MIB, pods), new BigDecimal(usd));
    }
}
