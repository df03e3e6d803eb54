package dev.plimsoll.core.capacity.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Kept;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.ScheduledPod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConsolidatePlannerTest {

    private static final int DRAWN_FLEETS = 200;
    private static final int DRAINS = 20;
    private static final LabelSelector SOLID = new LabelSelector(Map.of("disk", "ssd"), List.of());
    private static final ConsolidateOptions PLACEMENT_ONLY =
            new ConsolidateOptions(
                    DecidingResource.MEMORY,
                    Basis.REQUESTS,
                    LabelSelector.EVERYTHING,
                    Optional.empty(),
                    Optional.empty(),
                    1,
                    1,
                    Promise.PLACEMENT);

    private static ConsolidateOptions drawn(Random random) {
        return new ConsolidateOptions(
                random.nextInt(4) == 0 ? DecidingResource.CPU : DecidingResource.MEMORY,
                random.nextBoolean() ? Basis.LIMITS : Basis.REQUESTS,
                random.nextInt(4) == 0 ? SOLID : LabelSelector.EVERYTHING,
                random.nextInt(3) == 0 ? Optional.of(new BigDecimal("0.46")) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(new BigDecimal("1.5")) : Optional.empty(),
                1 + random.nextInt(3),
                random.nextInt(4),
                Promise.values()[random.nextInt(Promise.values().length)]);
    }

    private static Set<String> removed(ConsolidatePlan plan) {
        return plan.remove().stream().map(Removal::node).collect(Collectors.toSet());
    }

    @Property(tries = 200)
    void everyNodeIsToldOfAndEveryPodThatMovesFitsWhereItGoes(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        ConsolidateFleet fleet = RandomFleet.drawn(seed, 8, 14, false);
        ConsolidateOptions options = drawn(random);

        // When
        ConsolidatePlan plan = new ConsolidatePlanner(options).plan(fleet);

        // Then
        Set<String> gone = removed(plan);
        List<String> told = new ArrayList<>(gone);
        plan.keep().forEach(kept -> told.add(kept.node()));
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        fleet.machines().stream().map(machine -> machine.node().name()).toList());
        Map<String, String> to = new HashMap<>();
        plan.remove().forEach(node -> node.moves().forEach(move -> to.put(move.pod(), move.to())));
        assertThat(to.values()).noneMatch(gone::contains);
        assertThat(to.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        fleet.pods().stream()
                                .filter(pod -> gone.contains(pod.pod().nodeName()))
                                .map(pod -> pod.pod().key())
                                .toList());
        assertThat(fleet.machines())
                .filteredOn(machine -> gone.contains(machine.node().name()))
                .allMatch(machine -> options.nodeSelector().matches(machine.node().labels()));
        assertThat(plan.evictions())
                .hasSameElementsAs(
                        options.promise() == Promise.LARGEST_FIRST ? to.keySet() : Set.of())
                .doesNotHaveDuplicates();
        assertThat(misfitsInEveryOrder(fleet, gone, to, random)).isEmpty();
        assertThat(overLimits(fleet, to, options)).isEmpty();
        assertThat(plan.remove().size()).isLessThanOrEqualTo(plan.atMost().nodes());
        assertThat(
                        plan.remove().stream()
                                .map(node -> node.hourlyUsd().orElseThrow())
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isLessThanOrEqualTo(plan.atMost().hourlyUsd());
    }

    /** By affinity, one order may go well and another not; there has to be one that does. */
    private static List<String> misfitsInEveryOrder(
            ConsolidateFleet fleet, Set<String> gone, Map<String, String> to, Random random) {
        List<String> pods = new ArrayList<>(to.keySet());
        List<String> left = misfits(fleet, gone, to, pods);
        for (int order = 0; order < 20 && !left.isEmpty(); order++) {
            Collections.shuffle(pods, random);
            left = misfits(fleet, gone, to, pods);
        }
        return left;
    }

    /** Puts the pods where the plan has them, by the plain filters. */
    private static List<String> misfits(
            ConsolidateFleet fleet, Set<String> gone, Map<String, String> to, List<String> pods) {
        PlainScheduler plain = new PlainScheduler(fleet);
        plain.cordoned.addAll(gone);
        pods.forEach(plain.nodeOf::remove);
        List<String> waiting = new ArrayList<>(pods);
        boolean placed = true;
        while (placed) {
            placed =
                    waiting.removeIf(pod -> {
                        String node = String.valueOf(to.get(pod));
                        boolean admitted = plain.admits(pod, node);
                        if (admitted) {
                            plain.nodeOf.put(pod, node);
                        }
                        return admitted;
                    });
        }
        return waiting;
    }

    private static List<String> overLimits(
            ConsolidateFleet fleet, Map<String, String> to, ConsolidateOptions options) {
        Map<String, long[]> sums = new HashMap<>();
        for (ScheduledPod pod : fleet.pods()) {
            String node = to.getOrDefault(pod.pod().key(), pod.pod().nodeName());
            long[] sum = sums.computeIfAbsent(node, absent -> new long[2]);
            sum[0] +=
                    Math.max(pod.pod().limits().memoryBytes(), pod.pod().requests().memoryBytes());
            sum[1] += Math.max(pod.pod().limits().cpuMillis(), pod.pod().requests().cpuMillis());
        }
        double factor =
                options.cpuOvercommit()
                        .map(BigDecimal::doubleValue)
                        .orElse(options.resource() == DecidingResource.CPU ? 1.0 : 1e9);
        return options.basis() == Basis.REQUESTS
                ? List.of()
                : to.values().stream()
                        .filter(node -> {
                            Node target =
                                    fleet.machines().stream()
                                            .map(Machine::node)
                                            .filter(one -> one.name().equals(node))
                                            .findFirst()
                                            .orElseThrow();
                            long[] sum = sums.getOrDefault(node, new long[2]);
                            return sum[0] > target.allocatable().memoryBytes()
                                    || sum[1] > target.allocatable().cpuMillis() * factor;
                        })
                        .toList();
    }

    @Property(tries = 100)
    void theOrderInWhichAFleetIsReadChangesNothing(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        ConsolidateFleet fleet = RandomFleet.drawn(seed, 6, 10, false);
        ConsolidatePlanner planner = new ConsolidatePlanner(drawn(random));
        List<Machine> machines = new ArrayList<>(fleet.machines());
        List<ScheduledPod> pods = new ArrayList<>(fleet.pods());
        Collections.shuffle(machines, random);
        Collections.shuffle(pods, random);

        // When
        ConsolidatePlan plan =
                planner.plan(
                        new ConsolidateFleet(
                                machines,
                                pods,
                                fleet.budgets(),
                                fleet.claims(),
                                fleet.volumes(),
                                fleet.namespaces()));

        // Then
        assertThat(plan).isEqualTo(planner.plan(fleet));
    }

    /**
     * Another scheduler, other orders, other choices than those of the rehearsals, which are
     * evidence and no proof: of 30,000 such drains one left a pod.
     */
    @Test
    void aPlanHoldsWhateverNodesASchedulerChooses() {
        // Given
        long first = Long.getLong("plimsoll.seed", System.nanoTime());

        // When
        List<Long> left = drainsThatLeavePods(first, BoardTest.REQUESTS);

        // Then
        assertThat(left).as("drains that left pods").hasSizeLessThanOrEqualTo(2);
    }

    /** So the test above has something to find. */
    @Test
    void onePlacementThatExistsDoesNotHold() {
        // Given
        long first = Long.getLong("plimsoll.seed", System.nanoTime());

        // When
        List<Long> left = drainsThatLeavePods(first, PLACEMENT_ONLY);

        // Then
        assertThat(left).as("drains that left pods").hasSizeGreaterThan(20);
    }

    /** Answers the seed of the fleet for each of the {@value DRAINS} drains that left a pod. */
    private static List<Long> drainsThatLeavePods(long first, ConsolidateOptions options) {
        List<Long> left = new ArrayList<>();
        for (long seed = first; seed < first + DRAWN_FLEETS; seed++) {
            ConsolidateFleet fleet = RandomFleet.drawn(seed, 8, 16, false);
            ConsolidatePlan plan = new ConsolidatePlanner(options).plan(fleet);
            for (int play = 0; play < DRAINS; play++) {
                if (!leftPending(fleet, plan, new Random(seed * 31 + play)).isEmpty()) {
                    left.add(seed);
                }
            }
        }
        return left;
    }

    private static List<String> leftPending(
            ConsolidateFleet fleet, ConsolidatePlan plan, Random random) {
        List<String> pods =
                new ArrayList<>(
                        plan.remove().stream()
                                .flatMap(node -> node.moves().stream())
                                .map(ConsolidatePlan.Move::pod)
                                .toList());
        Collections.shuffle(pods, random);
        return leftPending(
                fleet, plan, pods, (plain, pod, free) -> free.get(random.nextInt(free.size())));
    }

    /** Chooses among the nodes that admit a pod. */
    private interface Choice {
        String of(PlainScheduler plain, String pod, List<String> free);
    }

    private static List<String> leftPending(
            ConsolidateFleet fleet, ConsolidatePlan plan, List<String> pods, Choice choice) {
        PlainScheduler plain = new PlainScheduler(fleet);
        plain.cordoned.addAll(removed(plan));
        List<String> left = new ArrayList<>();
        for (String pod : pods) {
            plain.nodeOf.remove(pod);
            List<String> free =
                    plain.machines.keySet().stream()
                            .filter(node -> plain.admits(pod, node))
                            .toList();
            if (free.isEmpty()) {
                left.add(pod);
            } else {
                plain.nodeOf.put(pod, choice.of(plain, pod, free));
            }
        }
        return left;
    }

    /** What is left of CPU and memory, and for each node as much again that is not known here. */
    private static Choice spreading(Random random) {
        return (plain, pod, free) -> {
            Map<String, Double> scores = new HashMap<>();
            for (String name : free) {
                Node node = Objects.requireNonNull(plain.machines.get(name)).node();
                List<ScheduledPod> there = plain.on(one -> one.name().equals(name));
                double cpu =
                        there.stream().mapToLong(one -> one.pod().requests().cpuMillis()).sum();
                double memory =
                        there.stream().mapToLong(one -> one.pod().requests().memoryBytes()).sum();
                scores.put(
                        name,
                        2
                                - cpu / node.allocatable().cpuMillis()
                                - memory / node.allocatable().memoryBytes()
                                + random.nextDouble());
            }
            return Collections.max(free, Comparator.comparingDouble(scores::get));
        };
    }

    /** Another scheduler that spreads pods, and favours some nodes for reasons of its own. */
    @Test
    void aPlanThatCountsOnItsOrderHoldsInThatOrder() {
        // Given
        long first = Long.getLong("plimsoll.seed", System.nanoTime());
        List<Long> left = new ArrayList<>();
        int gone = 0;
        int inAnyOrder = 0;

        // When
        for (long seed = first; seed < first + DRAWN_FLEETS; seed++) {
            ConsolidateFleet fleet = RandomFleet.drawn(seed, 8, 16, false);
            ConsolidatePlan plan = QualityFleet.plan(fleet, Basis.REQUESTS, Promise.LARGEST_FIRST);
            gone += plan.remove().size();
            inAnyOrder +=
                    QualityFleet.plan(fleet, Basis.REQUESTS, Promise.ANY_ORDER).remove().size();
            for (int play = 0; play < DRAINS; play++) {
                Random random = new Random(seed * 31 + play);
                if (!leftPending(fleet, plan, plan.evictions(), spreading(random)).isEmpty()) {
                    left.add(seed);
                }
            }
        }

        // Then
        assertThat(left).as("drains that left pods").hasSizeLessThanOrEqualTo(2);
        assertThat(gone).isGreaterThan(inAnyOrder);
    }

    /** Tries every way to place the pods of one more node, with the plain filters. */
    @Property(tries = 200)
    void whatKeepsANodeIsTrue(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        ConsolidateFleet fleet = RandomFleet.drawn(seed, 5, 8, true);
        ConsolidateOptions options = drawn(random);

        // When
        ConsolidatePlan plan = new ConsolidatePlanner(options).plan(fleet);

        // Then
        ReasonJudge judge = new ReasonJudge(fleet, options, plan);
        for (Kept kept : plan.keep()) {
            assertThat(judge.untruth(kept)).as("%s of %s", kept, plan).isEmpty();
        }
    }

    /**
     * Only in large fleets is a node not tried; then one is named that was, and had less to move.
     */
    @Test
    void aNodeThatWasNotTriedHasMoreToMoveThanOneThatCouldNotGo() {
        // Given
        ConsolidateFleet fleet = QualityFleet.fleet("replicas", 3_600, 1);

        // When
        ConsolidatePlan plan = QualityFleet.plan(fleet, Basis.REQUESTS, Promise.ANY_ORDER);

        // Then
        Map<String, Reason> reasons = new HashMap<>();
        plan.keep().forEach(kept -> reasons.put(kept.node(), kept.reason()));
        Layout layout = Layout.of(fleet, BoardTest.REQUESTS);
        Map<String, Double> sizes = new HashMap<>();
        for (int pod = 0; pod < layout.pods().size(); pod++) {
            sizes.merge(layout.name(layout.home()[pod]), Placer.size(layout, pod), Double::sum);
        }
        List<Map.Entry<String, Reason>> untried =
                reasons.entrySet().stream()
                        .filter(kept -> kept.getValue() instanceof Reason.NotTried)
                        .toList();
        assertThat(untried).isNotEmpty();
        assertThat(untried)
                .allSatisfy(kept -> {
                    Reason.NotTried reason = (Reason.NotTried) kept.getValue();
                    assertThat(reason.why())
                            .isEqualTo(reasons.get(reason.node()))
                            .isNotInstanceOf(Reason.NotTried.class);
                    assertThat(sizes.get(reason.node()))
                            .isLessThanOrEqualTo(sizes.get(kept.getKey()));
                    assertThat(reason.sentence())
                            .contains("not tried")
                            .endsWith(reason.node() + ": " + reason.why().sentence());
                });
    }
}
