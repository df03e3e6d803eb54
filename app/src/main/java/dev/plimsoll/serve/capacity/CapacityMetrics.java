package dev.plimsoll.serve.capacity;

import dev.plimsoll.capacity.PriceBook;
import dev.plimsoll.core.capacity.NodeTraits;
import dev.plimsoll.core.capacity.report.CapacityReport;
import dev.plimsoll.core.capacity.report.Group;
import dev.plimsoll.core.capacity.report.NodeLoad;
import dev.plimsoll.core.capacity.report.Tally;
import dev.plimsoll.core.fleet.Allocatable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Publishes what {@code plimsoll capacity} shows: amounts of each node and namespace, in cores and
 * bytes, told apart by {@code kind}: allocatable, requests, limits. What was read last stays until
 * it is read anew; its age is published beside it.
 */
final class CapacityMetrics {

    private static final double MILLI = 0.001;

    private final MeterRegistry registry;
    private final PriceBook prices;
    private final MultiGauge nodeCpu;
    private final MultiGauge nodeMemory;
    private final MultiGauge nodePods;
    private final MultiGauge nodeUnbounded;
    private final MultiGauge nodePrice;
    private final MultiGauge namespaceCpu;
    private final MultiGauge namespaceMemory;
    private final MultiGauge namespacePods;
    private final MultiGauge namespaceUnbounded;

    /** When the fleet was last read to its end; a metric holds it, and metrics hold weakly. */
    private final AtomicReference<Instant> readAt;

    CapacityMetrics(MeterRegistry registry, PriceBook prices, InstantSource clock) {
        this.registry = registry;
        this.prices = prices;
        nodeCpu = gauge("node.cpu.cores", "CPU of a node, and what its pods ask of it");
        nodeMemory = gauge("node.memory.bytes", "Memory of a node, and what its pods ask of it");
        nodePods = gauge("node.pods", "Pods that a node may carry, and does");
        nodeUnbounded = gauge("node.unbounded.containers", "Containers without a limit");
        nodePrice = gauge("node.usd.per.hour", "On-demand price of a node, where it is known");
        namespaceCpu = gauge("namespace.cpu.cores", "CPU that the pods of a namespace ask for");
        namespaceMemory =
                gauge("namespace.memory.bytes", "Memory that the pods of a namespace ask for");
        namespacePods = gauge("namespace.pods", "Pods of a namespace");
        namespaceUnbounded = gauge("namespace.unbounded.containers", "Containers without a limit");
        readAt = new AtomicReference<>(clock.instant());
        Gauge.builder(
                        "plimsoll.capacity.read.age.seconds",
                        readAt,
                        at -> Duration.between(at.get(), clock.instant()).toMillis() * MILLI)
                .description("Since the fleet was read to its end, or since the start")
                .register(registry);
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder("plimsoll.capacity." + name)
                .description(description)
                .register(registry);
    }

    /** Counts a fleet that could not be read; what was read last stays. */
    void failed() {
        registry.counter("plimsoll.capacity.reads", "outcome", "failed").increment();
    }

    /** Takes a fleet that was read at that time. */
    void read(CapacityReport report, Instant at) {
        registry.counter("plimsoll.capacity.reads", "outcome", "done").increment();
        readAt.set(at);
        nodes(report.nodes());
        namespaces(report.namespaces());
    }

    private void nodes(List<NodeLoad> nodes) {
        List<Row<?>> cpu = new ArrayList<>();
        List<Row<?>> memory = new ArrayList<>();
        List<Row<?>> pods = new ArrayList<>();
        List<Row<?>> unbounded = new ArrayList<>();
        List<Row<?>> price = new ArrayList<>();
        for (NodeLoad load : nodes) {
            Tags tags = tags(load);
            Allocatable room = load.node().allocatable();
            amounts(tags, load.all(), cpu, memory, unbounded);
            cpu.add(row(tags, "kind", "allocatable", room.cpuMillis() * MILLI));
            memory.add(row(tags, "kind", "allocatable", room.memoryBytes()));
            pods.add(row(tags, "kind", "allocatable", room.pods()));
            pods.add(row(tags, "kind", "running", load.all().pods()));
            prices.priceOf(load.traits())
                    .ifPresent(known -> price.add(Row.of(tags, known.usdPerHour().doubleValue())));
        }
        nodeCpu.register(cpu, true);
        nodeMemory.register(memory, true);
        nodePods.register(pods, true);
        nodeUnbounded.register(unbounded, true);
        nodePrice.register(price, true);
    }

    private void namespaces(List<Group> namespaces) {
        List<Row<?>> cpu = new ArrayList<>();
        List<Row<?>> memory = new ArrayList<>();
        List<Row<?>> pods = new ArrayList<>();
        List<Row<?>> unbounded = new ArrayList<>();
        for (Group group : namespaces) {
            Tags tags = Tags.of("namespace", group.name());
            amounts(tags, group.tally(), cpu, memory, unbounded);
            pods.add(Row.of(tags, group.tally().pods()));
        }
        namespaceCpu.register(cpu, true);
        namespaceMemory.register(memory, true);
        namespacePods.register(pods, true);
        namespaceUnbounded.register(unbounded, true);
    }

    private static void amounts(
            Tags tags, Tally tally, List<Row<?>> cpu, List<Row<?>> memory, List<Row<?>> unbounded) {
        cpu.add(row(tags, "kind", "requests", tally.requests().cpuMillis() * MILLI));
        cpu.add(row(tags, "kind", "limits", tally.limits().cpuMillis() * MILLI));
        memory.add(row(tags, "kind", "requests", tally.requests().memoryBytes()));
        memory.add(row(tags, "kind", "limits", tally.limits().memoryBytes()));
        unbounded.add(row(tags, "resource", "cpu", tally.unbounded().cpuContainers()));
        unbounded.add(row(tags, "resource", "memory", tally.unbounded().memoryContainers()));
    }

    private static Tags tags(NodeLoad load) {
        NodeTraits traits = load.traits();
        return Tags.of(
                "node", load.node().name(),
                "instance_type", traits.instanceType(),
                "zone", traits.zone(),
                "nodepool", traits.nodePool());
    }

    private static Row<Number> row(Tags tags, String key, String value, Number amount) {
        return Row.of(tags.and(key, value), amount);
    }
}
