package dev.plimsoll.operator.drainpolicy;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.signal.Amount;
import dev.plimsoll.core.drain.signal.DiskMetric;
import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.Filesystem;
import dev.plimsoll.core.drain.signal.NodeDisks;
import dev.plimsoll.core.drain.signal.QueryAnswer;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.drainpolicy.DrainLimits;
import dev.plimsoll.core.drainpolicy.DrainMode;
import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicySpec;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.drainpolicy.Notice;
import dev.plimsoll.core.drainpolicy.NotifyTarget;
import dev.plimsoll.core.drainpolicy.SecretFile;
import dev.plimsoll.core.drainpolicy.SignalSpec;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.port.DiskSource;
import dev.plimsoll.core.port.DrainPolicyMeters;
import dev.plimsoll.core.port.DrainPolicyView;
import dev.plimsoll.core.port.DrainPolicyWrites;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.core.port.QuerySource;
import dev.plimsoll.core.port.SignalSources;
import dev.plimsoll.core.port.WatchedNodeView;
import dev.plimsoll.core.port.WriteOutcome;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A cluster on paper whose disks fill as a test says, and one policy on it. */
final class PaperCluster
        implements DrainPolicyView,
                WatchedNodeView,
                NodeDrainView,
                NodeDrainOrders,
                DrainPolicyWrites,
                SignalSources,
                DrainPolicyMeters {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    Instant now = START;
    DrainMode mode = DrainMode.ENFORCE;
    List<String> safety = List.of();
    Optional<String> outage = Optional.empty();
    final Map<String, Integer> used = new LinkedHashMap<>();
    final Map<String, QueryAnswer> answers = new HashMap<>();
    final Map<String, NodeDrain> drains = new LinkedHashMap<>();
    final List<String> cancelled = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final List<Notice.Kind> notices = new ArrayList<>();
    final List<String> sentences = new ArrayList<>();
    int statusWrites;
    int reads;

    /** Runs right before a read of disks, with its number from 1. */
    IntConsumer beforeRead = _ -> {};

    private DrainPolicyStatus status = DrainPolicyStatus.NONE;

    final DrainPolicyReconciler reconciler =
            new DrainPolicyReconciler(
                    this,
                    this,
                    this,
                    this,
                    this,
                    this,
                    new DrainPolicyTeller(
                            (_, _, reason, note) -> events.add(reason + ": " + note),
                            (notice, _) -> {
                                notices.add(notice.kind());
                                sentences.add(notice.sentence());
                            },
                            clock()),
                    this,
                    clock(),
                    DrainPolicyReconciler.EVERY);

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    /** Looks, then lets half a minute go by, so many times. */
    void look(int times) {
        for (int time = 0; time < times; time++) {
            reconciler.reconcile("full-disks");
            now = now.plusSeconds(30);
        }
    }

    DrainPolicyStatus status() {
        return status;
    }

    String message(String node) {
        return status.nodes().stream()
                .filter(entry -> entry.name().equals(node))
                .findFirst()
                .map(entry -> entry.state() + ": " + entry.message())
                .orElse("");
    }

    Optional<String> amiss(String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type) && !condition.status())
                .findFirst()
                .map(condition -> condition.message());
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Collection<DrainPolicy> policies() {
        DrainPolicySpec spec =
                new DrainPolicySpec(
                        mode,
                        new LabelSelector(Map.of("pool", "default"), List.of()),
                        List.of(new Trigger.Full(DiskMetric.BYTES, 75, 80, Duration.ofMinutes(2))),
                        new SignalSpec.Prometheus(
                                URI.create("http://prometheus:9090"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of()),
                        DrainLimits.STANDARD,
                        safety,
                        DrainOptions.STANDARD,
                        EndChoice.AUTO,
                        false,
                        List.of(new NotifyTarget.Slack(new SecretFile("slack", "url"))));
        return List.of(
                new DrainPolicy(
                        "full-disks",
                        "policy-uid",
                        "1",
                        1,
                        START,
                        false,
                        new Reading.Valid<>(spec),
                        status,
                        Map.of()));
    }

    @Override
    public Collection<WatchedNode> nodes() {
        return used.keySet().stream().map(PaperCluster::node).toList();
    }

    private static WatchedNode node(String name) {
        Node node =
                new Node(
                        name,
                        name + "-uid",
                        "1",
                        START,
                        name.startsWith("other") ? Map.of() : Map.of("pool", "default"),
                        Map.of(),
                        List.of(),
                        false,
                        false,
                        new Readiness(Readiness.Status.READY, START),
                        "i-0abc");
        return new WatchedNode(node, List.of(), List.of(), 10250, Cordon.NONE);
    }

    @Override
    public DiskSource disks(SignalSpec spec) {
        return nodes -> {
            reads++;
            beforeRead.accept(reads);
            if (outage.isPresent()) {
                return new DiskOutcome.Failed(outage.get());
            }
            Map<String, NodeDisks> disks = new HashMap<>();
            for (WatchedNode node : nodes) {
                Amount amount = new Amount(100, 100 - used.getOrDefault(node.name(), 0));
                disks.put(
                        node.name(),
                        new NodeDisks(
                                node.name(),
                                now,
                                List.of(
                                        new Filesystem(
                                                "/", Optional.of(amount), Optional.empty()))));
            }
            return new DiskOutcome.Read(disks, Map.of(), List.of());
        };
    }

    @Override
    public QuerySource queries(SignalSpec spec) {
        return promql -> answers.getOrDefault(promql, new QueryAnswer.Samples(List.of()));
    }

    @Override
    public Collection<NodeDrain> drains() {
        return drains.values();
    }

    @Override
    public @Nullable NodeDrain drain(String name) {
        return drains.get(name);
    }

    @Override
    public WriteOutcome<NodeDrain> create(
            String name, Map<String, String> labels, NodeDrainSpec spec) {
        if (drains.containsKey(name)) {
            return new WriteOutcome.Conflict<>("It is there.");
        }
        NodeDrain drain =
                new NodeDrain(
                        name,
                        name + "-uid",
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
        return new WriteOutcome.Done<>(drain);
    }

    @Override
    public WriteOutcome<NodeDrain> cancel(NodeDrain drain) {
        cancelled.add(drain.name());
        phase(Phase.CANCELLED);
        return new WriteOutcome.Done<>(drain);
    }

    /** Lets every drain have this phase. */
    void phase(Phase phase) {
        state(phase, List.of());
    }

    /** Lets a pod block every drain. */
    void blocked(String pod, String reason) {
        state(
                Phase.EVICTING,
                List.of(new NodeDrainStatus.BlockedPod(pod, "uid", "", START, reason, false)));
    }

    private void state(Phase phase, List<NodeDrainStatus.BlockedPod> blocked) {
        drains.replaceAll((_, drain) -> {
            NodeDrainStatus none = NodeDrainStatus.NONE;
            NodeDrainStatus next =
                    new NodeDrainStatus(
                            1,
                            phase,
                            "It is so.",
                            "",
                            null,
                            none.pods(),
                            blocked,
                            List.of(),
                            List.of(),
                            START,
                            phase.ended() ? now : null,
                            List.of());
            return new NodeDrain(
                    drain.name(),
                    drain.uid(),
                    "2",
                    1,
                    drain.createdAt(),
                    drain.labels(),
                    false,
                    true,
                    drain.spec(),
                    next,
                    Map.of());
        });
    }

    @Override
    public WriteOutcome<DrainPolicy> writeStatus(DrainPolicy policy, DrainPolicyStatus after) {
        statusWrites++;
        status = after;
        return new WriteOutcome.Done<>(policy);
    }

    @Override
    public void status(String policy, DrainPolicyStatus after) {}

    @Override
    public void ordered(String policy) {}

    @Override
    public void forget(String policy) {}
}
