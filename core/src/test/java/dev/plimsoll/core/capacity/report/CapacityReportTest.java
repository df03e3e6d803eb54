package dev.plimsoll.core.capacity.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.core.fleet.Container;
import dev.plimsoll.core.fleet.ContainerRole;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CapacityReportTest {

    private static final int PODS = 2_000;

    private static Pod pod(
            String namespace, String name, @Nullable OwnerReference controller, String hash) {
        Resources weight = new Resources(100, 1 << 20);
        return new Pod(
                namespace,
                name,
                "n1",
                false,
                controller,
                hash,
                weight,
                weight,
                Unbounded.NONE,
                QosClass.GUARANTEED,
                List.of(new Container(ContainerRole.APP, weight, weight)));
    }

    private static String key(Group group) {
        return group.namespace() + "/" + group.kind() + "/" + group.name();
    }

    @Test
    void neighbours_in_the_list_are_told_apart() {
        // Given
        OwnerReference set = new OwnerReference("ReplicaSet", "web-5f");
        OwnerReference agent = new OwnerReference("DaemonSet", "agent");
        OwnerReference disk = new OwnerReference("Node", "n1");
        List<Pod> pods =
                List.of(
                        pod("a", "web-1", set, "5f"),
                        pod("a", "web-2", set, "5f"),
                        pod("a", "web-3", set, "60"),
                        pod("b", "web-1", set, "5f"),
                        pod("b", "agent-1", agent, ""),
                        pod("c", "agent-1", agent, ""),
                        pod("c", "static-1", disk, ""),
                        pod("c", "static-2", disk, ""),
                        pod("c", "lone-1", null, ""),
                        pod("c", "lone-2", null, ""));

        // When
        CapacityReport report = CapacityReport.of(List.of(), pods);

        // Then
        assertThat(report.workloads())
                .extracting(CapacityReportTest::key, group -> group.tally().pods())
                .containsExactly(
                        tuple("a/Deployment/web", 2),
                        tuple("a/ReplicaSet/web-5f", 1),
                        tuple("b/DaemonSet/agent", 1),
                        tuple("b/Deployment/web", 1),
                        tuple("c/DaemonSet/agent", 1),
                        tuple("c/Pod/lone-1", 1),
                        tuple("c/Pod/lone-2", 1),
                        tuple("c/Pod/static-1", 1),
                        tuple("c/Pod/static-2", 1));
        assertThat(report.total().pods()).isEqualTo(10);
    }

    @Test
    void sums_are_those_of_the_pods_in_whatever_order_they_come() {
        // Given
        Random random = new Random(7);
        List<Pod> pods = new ArrayList<>();
        for (int each = 0; each < PODS; each++) {
            pods.add(random(random, each));
        }

        // When
        CapacityReport report = CapacityReport.of(List.of(), pods);

        // Then
        Map<String, Long> memoryBytes =
                pods.stream()
                        .filter(Pod::counted)
                        .collect(
                                groupingBy(
                                        pod -> pod.namespace() + "/" + WorkloadOwner.of(pod),
                                        summingLong(pod -> pod.limits().memoryBytes())));
        assertThat(report.workloads()).hasSameSizeAs(memoryBytes.keySet());
        assertThat(report.workloads())
                .allSatisfy(group ->
                        assertThat(memoryBytes)
                                .containsEntry(
                                        group.namespace()
                                                + "/"
                                                + new OwnerReference(group.kind(), group.name()),
                                        group.tally().limits().memoryBytes()));
        assertThat(report.total().limits().memoryBytes())
                .isEqualTo(memoryBytes.values().stream().mapToLong(Long::longValue).sum());
        assertThat(report.strangers()).hasSize((int) pods.stream().filter(Pod::counted).count());
    }

    private static Pod random(Random random, int each) {
        Resources weight = new Resources(random.nextInt(1_000), random.nextInt(1 << 30));
        List<String> kinds = List.of("ReplicaSet", "DaemonSet", "Job", "Node", "StatefulSet");
        OwnerReference owner =
                random.nextInt(5) == 0
                        ? null
                        : new OwnerReference(
                                kinds.get(random.nextInt(kinds.size())), "w-" + random.nextInt(3));
        return new Pod(
                "ns-" + random.nextInt(2),
                "pod-" + each,
                random.nextInt(9) == 0 ? "" : "n" + random.nextInt(4),
                random.nextInt(9) == 0,
                owner,
                random.nextBoolean() ? "1" : "",
                weight,
                weight,
                new Unbounded(random.nextInt(2), random.nextInt(2)),
                QosClass.values()[random.nextInt(3)],
                List.of(new Container(ContainerRole.SIDECAR, weight, weight)));
    }
}
