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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConsolidatePlannerTest {

    private static final LabelSelector SOLID = new LabelSelector(Map.of("disk", "ssd"), List.of());

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
