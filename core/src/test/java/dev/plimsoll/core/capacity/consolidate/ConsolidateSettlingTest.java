package dev.plimsoll.core.capacity.consolidate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.fleet.ScheduledPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is left when one node after the other has gone; the figures are those of docs/capacity.md.
 */
class ConsolidateSettlingTest {

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
        for (String distribution : QualityFleet.DISTRIBUTIONS) {
            ConsolidateFleet fleet = QualityFleet.fleet(distribution, QualityFleet.PODS / 4, 1);
            int all = fleet.machines().size();
            ConsolidatePlan first = QualityFleet.plan(fleet, Basis.REQUESTS, Promise.ANY_ORDER);
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
            ConsolidatePlan plan = QualityFleet.plan(fleet, Basis.REQUESTS, Promise.ANY_ORDER);
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
        return node[0] + pod.pod().requests().cpuMillis() <= QualityFleet.ROOM.cpuMillis()
                && node[1] + pod.pod().requests().memoryBytes() <= QualityFleet.ROOM.memoryBytes()
                && node[2] + 1 <= QualityFleet.ROOM.pods();
    }

    private static void take(double @Nullable [] node, ScheduledPod pod) {
        double[] sums = Objects.requireNonNull(node);
        sums[0] += pod.pod().requests().cpuMillis();
        sums[1] += pod.pod().requests().memoryBytes();
        sums[2]++;
    }

    private static double taken(double[] node) {
        return node[0] / QualityFleet.ROOM.cpuMillis() + node[1] / QualityFleet.ROOM.memoryBytes();
    }
}
