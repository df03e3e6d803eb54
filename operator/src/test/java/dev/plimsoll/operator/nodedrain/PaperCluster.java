package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Machine;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.core.port.InstanceEnds;
import dev.plimsoll.core.port.NodeEnds;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A node, its pods and its machine; an evicted pod ends after two seconds, and is replaced then.
 */
final class PaperCluster implements DrainWorld, NodeEnds, InstanceEnds {

    static final Duration LIFE = Duration.ofSeconds(2);

    /** What is answered to attempts to end the machine, which then does not end. */
    final Deque<WriteOutcome<String>> ends = new ArrayDeque<>();

    /** Every eviction that the server has seen, refused or not. */
    final List<String> evictions = new ArrayList<>();

    final List<String> ended = new ArrayList<>();
    final List<String> volumes = new ArrayList<>();
    final Map<String, DrainPod> pods = new LinkedHashMap<>();
    final CrashPoints crashes;
    private final Map<Workload, Integer> elsewhere = new HashMap<>();
    private final Supplier<Instant> now;
    Cordon cordon = Cordon.NONE;
    String provider = "aws:///eu-west-1a/i-0abc";
    Map<String, String> nodeLabels = Map.of();
    @Nullable String nodeUid = "node-uid";
    boolean refusing;

    PaperCluster(CrashPoints crashes, Supplier<Instant> now) {
        this.crashes = crashes;
        this.now = now;
    }

    void pod(String name, String kind, String owner) {
        pods.put("uid-" + name, pod(name, kind, owner, null));
    }

    private static DrainPod pod(String name, String kind, String owner, @Nullable Instant endsBy) {
        return new DrainPod(
                "shop",
                name,
                "uid-" + name,
                "node",
                false,
                false,
                new OwnerReference(kind, owner),
                0,
                Map.of(),
                Set.of(),
                endsBy == null,
                endsBy,
                "");
    }

    private void live() {
        for (DrainPod pod : List.copyOf(pods.values())) {
            if (pod.endsBy() != null && pod.endsBy().isBefore(now.get())) {
                pods.remove(pod.uid());
                Workload.of(pod).ifPresent(workload -> elsewhere.merge(workload, 1, Integer::sum));
            }
        }
    }

    @Override
    public Look look(String node, Set<Workload> counted) {
        if (nodeUid == null) {
            return new Look.Missing();
        }
        live();
        Map<Workload, Integer> ready = new HashMap<>();
        counted.forEach(workload -> ready.put(workload, elsewhere.getOrDefault(workload, 0)));
        pods.values().stream()
                .filter(DrainPod::ready)
                .flatMap(pod -> Workload.of(pod).stream())
                .forEach(workload -> ready.computeIfPresent(workload, (_, count) -> count + 1));
        return new Look.Seen(
                new DrainSight(
                        node(nodeUid), cordon, List.copyOf(pods.values()), List.of(), ready));
    }

    /** The pods that must leave before the node ends. */
    List<String> leaving() {
        live();
        return pods.values().stream()
                .filter(pod -> Tier.of(pod).evicted())
                .map(DrainPod::name)
                .toList();
    }

    @Override
    public WriteOutcome<Node> cordon(Node node) {
        return crashes.write(() -> {
            cordon = Cordon.OURS;
            return new WriteOutcome.Done<>(node);
        });
    }

    @Override
    public WriteOutcome<Node> uncordon(Node node) {
        return crashes.write(() -> {
            cordon = Cordon.NONE;
            return new WriteOutcome.Done<>(node);
        });
    }

    @Override
    public WriteOutcome<DrainPod> evict(DrainPod pod) {
        return crashes.write(() -> {
            evictions.add(pod.uid());
            if (refusing) {
                return new WriteOutcome.Busy<>(Duration.ofSeconds(5), "the budget says no");
            }
            String owner = pod.owner().orElseThrow().name();
            String kind = pod.owner().orElseThrow().kind();
            pods.replace(pod.uid(), pod(pod.name(), kind, owner, now.get().plus(LIFE)));
            return new WriteOutcome.Done<>(pod);
        });
    }

    @Override
    public WriteOutcome<DrainPod> delete(DrainPod pod) {
        throw new AssertionError("Nobody asked for force: " + pod.key());
    }

    @Override
    public Volumes volumes(DrainSight sight) {
        return new Volumes.Attached(volumes);
    }

    @Override
    public WriteOutcome<String> deleteClaim(Node node) {
        return endOnce("claim");
    }

    @Override
    public WriteOutcome<String> end(Machine machine, EndChoice choice, boolean decrement) {
        return endOnce(choice + " " + machine.id() + " " + machine.region());
    }

    private WriteOutcome<String> endOnce(String what) {
        return crashes.write(() -> {
            WriteOutcome<String> next = ends.poll();
            if (next != null) {
                return next;
            }
            if (ended.contains(what)) {
                return new WriteOutcome.Gone<>();
            }
            if (!leaving().isEmpty()) {
                throw new AssertionError("It was ended with pods on it: " + leaving());
            }
            ended.add(what);
            return new WriteOutcome.Done<>(what);
        });
    }

    private Node node(String uid) {
        return new Node(
                "node",
                uid,
                "1",
                Instant.EPOCH,
                nodeLabels,
                Map.of(),
                List.of(),
                cordon != Cordon.NONE,
                false,
                new Readiness(Readiness.Status.READY, Instant.EPOCH),
                provider);
    }
}
