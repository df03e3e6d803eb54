package dev.plimsoll.core.capacity.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.Offer;
import dev.plimsoll.core.capacity.reshape.ReshapePlan.NodeGroup;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.Resources;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The case Plimsoll was begun for: 25 c5.xlarge in ap-northeast-2, whose memory limits are 46 % of
 * what the nodes offer, and whose CPU limits are too; 720 hours.
 */
class FoundingCaseTest {

    private static final Offer M5 = offer("m5.xlarge", 14162, "0.236");
    private static final Offer R5 = offer("r5.xlarge", 29317, "0.304");
    private static final NodeGroup NOW = new NodeGroup("c5.xlarge", 25, new BigDecimal("0.192"));
    private static final long MEMORY_LIMITS_MIB = 25 * 6584 * 46 / 100;
    private static final long CPU_LIMITS_MILLIS = 25 * 3920 * 46 / 100;

    @Test
    void sixNodesCarryItWhenCpuLimitsMayBePromisedTwice() {
        // Given
        ReshapePlanner planner = planner(Optional.of(new BigDecimal("2.0")));

        // When
        ReshapePlan plan = planner.plan(List.of(NOW), fleet(), List.of(M5));

        // Then
        assertThat(plan.before().monthlyUsd()).isEqualTo("3456.00");
        assertThat(plan.after().nodes())
                .containsExactly(new NodeGroup("m5.xlarge", 6, new BigDecimal("0.236")));
        assertThat(plan.after().monthlyUsd()).isEqualTo("1019.52");
        assertThat(plan.savingsUsd()).isEqualTo("2436.48");
        assertThat(plan.lowerBoundUsd()).isEqualTo("1019.52");
        assertThat(plan.gapPercent()).isZero();
        assertThat(plan.unplaced()).isEmpty();
        assertThat(plan.placements().stream().mapToInt(node -> node.pods().size()).sum())
                .isEqualTo(130);
    }

    @Test
    void threeLargerNodesDoWhereCpuLimitsHaveNoBound() {
        // Given
        ReshapePlanner planner = planner(Optional.empty());

        // When
        ReshapePlan plan = planner.plan(List.of(NOW), fleet(), List.of(M5, R5));

        // Then
        assertThat(plan.after().nodes())
                .containsExactly(new NodeGroup("r5.xlarge", 3, new BigDecimal("0.304")));
        assertThat(plan.after().monthlyUsd()).isEqualTo("656.64");
        assertThat(plan.savingsUsd()).isEqualTo("2799.36");
        assertThat(plan.gapPercent()).isZero();
    }

    @Test
    void keepsToTheFloorForTheSakeOfAvailability() {
        // Given
        ReshapeOptions options =
                new ReshapeOptions(
                        DecidingResource.MEMORY,
                        Basis.LIMITS,
                        Optional.empty(),
                        2,
                        5,
                        BigDecimal.valueOf(720));

        // When
        ReshapePlan plan = new ReshapePlanner(options).plan(List.of(NOW), fleet(), List.of(R5));

        // Then
        assertThat(plan.after().nodes())
                .containsExactly(new NodeGroup("r5.xlarge", 5, new BigDecimal("0.304")));
        assertThat(plan.gapPercent()).isZero();
    }

    @Test
    void saysWhyAPodHasNoPlace() {
        // Given
        ReshapePlanner planner = planner(Optional.empty());
        List<Pod> pods = List.of(Pods.of("huge", 100, 20_000), Pods.of("small", 100, 100));

        // When
        ReshapePlan plan = planner.plan(List.of(NOW), pods, List.of(M5));

        // Then
        assertThat(plan.unplaced())
                .containsExactly(
                        new ReshapePlan.Unplaced(
                                "shop/huge",
                                "its memory request of 20000Mi is more than the 14162Mi that the"
                                        + " largest offered type has beside the DaemonSets"));
        assertThat(plan.after().nodes()).hasSize(1);
    }

    private static ReshapePlanner planner(Optional<BigDecimal> cpuOvercommit) {
        return new ReshapePlanner(
                new ReshapeOptions(
                        DecidingResource.MEMORY,
                        Basis.LIMITS,
                        cpuOvercommit,
                        1,
                        1,
                        BigDecimal.valueOf(720)));
    }

    private static Offer offer(String type, long memoryMib, String usdPerHour) {
        return new Offer(
                type, new Allocatable(3920, memoryMib * Pods.MIB, 58), new BigDecimal(usdPerHour));
    }

    /** One agent on each of the 25 nodes and 130 pods of all sizes, which together make 46 %. */
    private static List<Pod> fleet() {
        List<Pod> pods = new ArrayList<>();
        Resources agent = new Resources(100, 64 * Pods.MIB);
        for (int node = 0; node < 25; node++) {
            pods.add(Pods.of("agent-" + node, "DaemonSet", agent, agent));
        }
        Random random = new Random(25);
        long cpu = CPU_LIMITS_MILLIS - 25 * 100;
        long memory = MEMORY_LIMITS_MIB - 25 * 64;
        for (int left = 130; left > 0; left--) {
            long cpuShare = left == 1 ? cpu : cpu / left * (50 + random.nextInt(100)) / 100;
            long memoryShare =
                    left == 1 ? memory : memory / left * (50 + random.nextInt(100)) / 100;
            cpu -= cpuShare;
            memory -= memoryShare;
            pods.add(
                    Pods.of(
                            "web-" + left,
                            "ReplicaSet",
                            new Resources(cpuShare / 5, memoryShare * Pods.MIB / 2),
                            new Resources(cpuShare, memoryShare * Pods.MIB)));
        }
        return pods;
    }
}
