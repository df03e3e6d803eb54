package dev.plimsoll.operator.capacity;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.consolidate.ConsolidateFleet;
import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.core.capacity.consolidate.Machine;
import dev.plimsoll.core.capacity.consolidate.Promise;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec.Mode;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.core.fleet.Unbounded;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.port.ConsolidationMeters;
import dev.plimsoll.core.port.ConsolidationPolicyView;
import dev.plimsoll.core.port.ConsolidationWrites;
import dev.plimsoll.core.port.FleetSource;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.core.port.WriteOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A cluster of equal nodes in memory, in which drains end when a test says so. */
final class SmallWorld
        implements ConsolidationPolicyView,
                NodeDrainView,
                NodeDrainOrders,
                ConsolidationWrites,
                ConsolidationMeters,
                FleetSource,
                Journal {

    static final long GIB = 1L << 30;

    final Map<String, Node> nodes = new TreeMap<>();
    final Map<String, ScheduledPod> pods = new TreeMap<>();
    final Map<String, NodeDrain> drains = new LinkedHashMap<>();
    final List<String> events = new ArrayList<>();
    final List<String> ordered = new ArrayList<>();
    static final Duration EVERY = Duration.ofMinutes(10);

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    @Nullable ConsolidationPolicy policy;

    /** How the next order fares; an order that nobody saw answered is lost on its way. */
    Optional<WriteOutcome<NodeDrain>> nextOrder = Optional.empty();

    /** Why the fleet cannot be read; empty where it can. */
    String unreadable = "";

    int reads;

    /** Adds a node of 4 cores and 16 GiB with pods of one GiB each. */
    void node(String name, int podsOfOneGib) {
        nodes.put(name, node(name, false));
        for (int pod = 0; pod < podsOfOneGib; pod++) {
            pod(name + "-" + pod, name);
        }
    }

    void cordon(String name) {
        nodes.put(name, node(name, true));
    }

    void pod(String name, String node) {
        pods.put(
                name,
                new ScheduledPod(
                        new Pod(
                                "shop",
                                name,
                                node,
                                false,
                                new OwnerReference("ReplicaSet", "web"),
                                "",
                                new Resources(100, GIB),
                                new Resources(0, GIB),
                                Unbounded.NONE,
                                QosClass.BURSTABLE,
                                List.of()),
                        Scheduling.FREE));
    }

    private static Node node(String name, boolean unschedulable) {
        return new Node(
                name,
                "uid-" + name,
                "",
                Instant.EPOCH,
                Map.of("pool", "default"),
                Map.of(),
                List.of(),
                unschedulable,
                false,
                new Readiness(Readiness.Status.READY, Instant.EPOCH),
                "",
                new Allocatable(4000, 16 * GIB, 58));
    }

    /** Puts a policy in place of the one there was, which keeps its status. */
    void policy(Mode mode, int concurrentNodes, int keepNodes) {
        policy(mode, concurrentNodes, keepNodes, 1);
    }

    void policy(Mode mode, int concurrentNodes, int keepNodes, long generation) {
        policy =
                new ConsolidationPolicy(
                        "p",
                        "u",
                        "1",
                        generation,
                        false,
                        new Reading.Valid<>(
                                new ConsolidationSpec(
                                        mode,
                                        new ConsolidateOptions(
                                                DecidingResource.MEMORY,
                                                Basis.LIMITS,
                                                LabelSelector.EVERYTHING,
                                                Optional.empty(),
                                                Optional.empty(),
                                                keepNodes,
                                                1,
                                                Promise.ANY_ORDER),
                                        EVERY,
                                        concurrentNodes,
                                        EndChoice.AUTO,
                                        BigDecimal.valueOf(730))),
                        policy == null ? ConsolidationStatus.NONE : policy.status(),
                        Map.of());
    }

    /** Ends the drains that run as they should: pods go to the fullest node that takes them. */
    void finishDrains() {
        for (NodeDrain drain : List.copyOf(drains.values())) {
            if (!drain.ended()) {
                String gone = drain.spec().valid().orElseThrow().nodeName();
                nodes.remove(gone);
                pods.values().stream()
                        .filter(pod -> pod.pod().nodeName().equals(gone))
                        .map(pod -> pod.pod().name())
                        .toList()
                        .forEach(pod -> pod(pod, roomiest()));
                end(drain.name(), Phase.SUCCEEDED, "");
            }
        }
    }

    private String roomiest() {
        return nodes.values().stream()
                .filter(node -> !node.unschedulable())
                .map(Node::name)
                .min((one, other) -> Long.compare(carried(one), carried(other)))
                .filter(name -> carried(name) < 16)
                .orElse("");
    }

    long carried(String node) {
        return pods.values().stream().filter(pod -> pod.pod().nodeName().equals(node)).count();
    }

    void end(String drain, Phase phase, String message) {
        NodeDrain before = Objects.requireNonNull(drains.get(drain));
        NodeDrainStatus none = NodeDrainStatus.NONE;
        drains.put(
                drain,
                new NodeDrain(
                        before.name(),
                        before.uid(),
                        before.resourceVersion(),
                        before.generation(),
                        before.createdAt(),
                        before.labels(),
                        false,
                        false,
                        before.spec(),
                        new NodeDrainStatus(
                                1,
                                phase,
                                message,
                                "",
                                null,
                                none.pods(),
                                List.of(),
                                List.of(),
                                List.of(),
                                now,
                                now,
                                List.of()),
                        Map.of()));
    }

    long running() {
        return drains.values().stream().filter(drain -> !drain.ended()).count();
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Collection<ConsolidationPolicy> policies() {
        return Optional.ofNullable(policy).stream().toList();
    }

    @Override
    public Collection<NodeDrain> drains() {
        return List.copyOf(drains.values());
    }

    @Override
    public @Nullable NodeDrain drain(String name) {
        return drains.get(name);
    }

    @Override
    public Look read() {
        reads++;
        return unreadable.isEmpty()
                ? new Look.Seen(
                        new ConsolidateFleet(
                                nodes.values().stream().map(SmallWorld::machine).toList(),
                                List.copyOf(pods.values()),
                                List.of(),
                                List.of(),
                                List.of(),
                                Map.of()))
                : new Look.Failed(unreadable);
    }

    private static Machine machine(Node node) {
        return new Machine(node, Map.of(), "", Optional.of(new BigDecimal("0.192")));
    }

    @Override
    public WriteOutcome<NodeDrain> create(
            String name, Map<String, String> labels, NodeDrainSpec spec) {
        if (nextOrder.isPresent()) {
            WriteOutcome<NodeDrain> outcome = nextOrder.get();
            nextOrder = Optional.empty();
            return outcome;
        }
        NodeDrain drain =
                new NodeDrain(
                        name,
                        "uid-" + name,
                        "1",
                        1,
                        now,
                        labels,
                        false,
                        false,
                        new Reading.Valid<>(spec),
                        NodeDrainStatus.NONE,
                        Map.of());
        drains.put(name, drain);
        ordered.add(spec.nodeName());
        return new WriteOutcome.Done<>(drain);
    }

    @Override
    public WriteOutcome<NodeDrain> cancel(NodeDrain drain) {
        throw new UnsupportedOperationException("A policy cancels nothing");
    }

    @Override
    public WriteOutcome<ConsolidationPolicy> writeStatus(
            ConsolidationPolicy written, ConsolidationStatus status) {
        policy =
                new ConsolidationPolicy(
                        written.name(),
                        written.uid(),
                        written.resourceVersion(),
                        written.generation(),
                        written.deleting(),
                        written.spec(),
                        status,
                        Map.of());
        return new WriteOutcome.Done<>(policy);
    }

    @Override
    public void status(String name, ConsolidationStatus status) {}

    @Override
    public void forget(String name) {}

    @Override
    public void record(Subject subject, Severity severity, String reason, String note) {
        events.add(severity + " " + reason + ": " + note);
    }
}
