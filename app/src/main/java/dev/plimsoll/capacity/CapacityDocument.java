package dev.plimsoll.capacity;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plimsoll.core.capacity.report.CapacityReport;
import dev.plimsoll.core.capacity.report.Group;
import dev.plimsoll.core.capacity.report.NodeLoad;
import dev.plimsoll.core.capacity.report.Tally;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.Unbounded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code capacity -o json} shows; the components are the contract, and may only grow. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CapacityDocument(
        String asOf,
        List<NodeEntry> nodes,
        List<WorkloadEntry> workloads,
        List<GroupEntry> namespaces,
        List<GroupEntry> nodePools,
        List<GroupEntry> zones,
        List<GroupEntry> containerRoles,
        TotalEntry total,
        @Nullable List<PodEntry> podDetails) {

    /** Part of a node that its DaemonSets take. */
    public record Part(Resources requests, Resources limits) {}

    /** A node. */
    public record NodeEntry(
            String name,
            String instanceType,
            String zone,
            String nodePool,
            String capacityType,
            boolean ready,
            boolean schedulable,
            @JsonInclude @Nullable BigDecimal hourlyUsd,
            Allocatable allocatable,
            int pods,
            Resources requests,
            Resources limits,
            Part daemonSets,
            Unbounded unbounded,
            Share share,
            Map<String, Integer> qos) {}

    /** A workload. */
    public record WorkloadEntry(
            String namespace,
            String kind,
            String name,
            int pods,
            Resources requests,
            Resources limits,
            Unbounded unbounded,
            Map<String, Integer> qos) {}

    /** A namespace, node pool, zone or container role. */
    public record GroupEntry(
            String name,
            int pods,
            Resources requests,
            Resources limits,
            Unbounded unbounded,
            Map<String, Integer> qos) {}

    /** Everything. */
    public record TotalEntry(
            int nodes,
            Allocatable allocatable,
            int pods,
            Resources requests,
            Resources limits,
            Unbounded unbounded,
            Share share,
            Map<String, Integer> qos) {}

    /** A pod. */
    public record PodEntry(
            String namespace,
            String name,
            String node,
            String qosClass,
            Resources requests,
            Resources limits,
            Unbounded unbounded) {}

    /** Lays a report out. */
    static CapacityDocument of(
            CapacityReport report,
            Instant asOf,
            Function<NodeLoad, Optional<BigDecimal>> price,
            @Nullable List<Pod> podDetails) {
        Allocatable room = Share.sum(report.nodes());
        return new CapacityDocument(
                asOf.toString(),
                report.nodes().stream().map(load -> node(load, price.apply(load))).toList(),
                report.workloads().stream().map(CapacityDocument::workload).toList(),
                groups(report.namespaces()),
                groups(report.nodePools()),
                groups(report.zones()),
                groups(report.containerRoles()),
                total(report, room),
                podDetails == null
                        ? null
                        : podDetails.stream()
                                .filter(Pod::counted)
                                .map(CapacityDocument::pod)
                                .toList());
    }

    private static NodeEntry node(NodeLoad load, Optional<BigDecimal> price) {
        Tally all = load.all();
        return new NodeEntry(
                load.node().name(),
                load.traits().instanceType(),
                load.traits().zone(),
                load.traits().nodePool(),
                load.traits().capacityType(),
                load.node().readiness().status() == Readiness.Status.READY,
                !load.node().unschedulable(),
                price.orElse(null),
                load.node().allocatable(),
                all.pods(),
                all.requests(),
                all.limits(),
                new Part(load.daemonSets().requests(), load.daemonSets().limits()),
                all.unbounded(),
                Share.of(all, load.node().allocatable()),
                qos(all));
    }

    private static WorkloadEntry workload(Group group) {
        Tally tally = group.tally();
        return new WorkloadEntry(
                group.namespace(),
                group.kind(),
                group.name(),
                tally.pods(),
                tally.requests(),
                tally.limits(),
                tally.unbounded(),
                qos(tally));
    }

    private static List<GroupEntry> groups(List<Group> groups) {
        return groups.stream()
                .map(group ->
                        new GroupEntry(
                                group.name(),
                                group.tally().pods(),
                                group.tally().requests(),
                                group.tally().limits(),
                                group.tally().unbounded(),
                                qos(group.tally())))
                .toList();
    }

    private static TotalEntry total(CapacityReport report, Allocatable room) {
        Tally all = report.total();
        return new TotalEntry(
                report.nodes().size(),
                room,
                all.pods(),
                all.requests(),
                all.limits(),
                all.unbounded(),
                Share.of(all, room),
                qos(all));
    }

    private static PodEntry pod(Pod pod) {
        return new PodEntry(
                pod.namespace(),
                pod.name(),
                pod.nodeName(),
                pod.qosClass().toString(),
                pod.requests(),
                pod.limits(),
                pod.unbounded());
    }

    private static Map<String, Integer> qos(Tally tally) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("Guaranteed", tally.guaranteed());
        counts.put("Burstable", tally.burstable());
        counts.put("BestEffort", tally.bestEffort());
        return counts;
    }
}
