package dev.plimsoll.operator.drain;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node whose pods end at the next look, and are ready elsewhere at the one after it. */
final class PaperWorld implements DrainWorld {

    /** What is answered to evictions before they are carried out and answered truly again. */
    final Deque<Answer> answers = new ArrayDeque<>();

    /** What is answered to looks before there is something to see again. */
    final Deque<Look> looks = new ArrayDeque<>();

    /** What is answered to looks once the node is closed, before there is something to see. */
    final Deque<Look> afterCordon = new ArrayDeque<>();

    /** What is answered to attempts to close the node, which is then not closed. */
    final Deque<WriteOutcome<Node>> cordons = new ArrayDeque<>();

    /** What is answered to attempts to open the node before it opens. */
    final Deque<WriteOutcome<Node>> openings = new ArrayDeque<>();

    final List<String> asked = new ArrayList<>();

    /** What guards the pods, whatever is evicted. */
    final List<DisruptionBudget> budgets = new ArrayList<>();

    private final Map<String, DrainPod> pods = new LinkedHashMap<>();
    private final Map<Workload, Integer> ready = new HashMap<>();
    private final List<DrainPod> ending = new ArrayList<>();
    Cordon cordon = Cordon.NONE;

    /** An answer, and whether the server has done what was asked all the same. */
    record Answer(WriteOutcome<DrainPod> outcome, boolean carriedOut) {}

    void add(String name) {
        DrainPod pod = pod(name);
        pods.put(pod.uid(), pod);
        ready.merge(Workload.of(pod).orElseThrow(), 1, Integer::sum);
    }

    private static DrainPod pod(String name) {
        return new DrainPod(
                "shop",
                name,
                "uid-" + name,
                "node",
                false,
                false,
                new OwnerReference("ReplicaSet", "web"),
                0,
                Map.of(),
                Set.of(),
                true,
                null,
                "");
    }

    @Override
    public Look look(String node, Set<Workload> counted) {
        Look next = looks.poll();
        if (next == null && cordon == Cordon.OURS) {
            next = afterCordon.poll();
        }
        if (next != null) {
            return next;
        }
        Map<Workload, Integer> counts = new HashMap<>(ready);
        counts.keySet().retainAll(counted);
        DrainSight sight =
                new DrainSight(node(), cordon, List.copyOf(pods.values()), budgets, counts);
        ending.forEach(pod -> {
            pods.remove(pod.uid());
            ready.merge(Workload.of(pod).orElseThrow(), 1, Integer::sum);
        });
        ending.clear();
        return new Look.Seen(sight);
    }

    private void end(DrainPod pod) {
        ending.add(pod);
        ready.merge(Workload.of(pod).orElseThrow(), -1, Integer::sum);
    }

    @Override
    public WriteOutcome<Node> cordon(Node node) {
        WriteOutcome<Node> next = cordons.poll();
        if (next != null) {
            return next;
        }
        cordon = Cordon.OURS;
        return new WriteOutcome.Done<>(node);
    }

    @Override
    public WriteOutcome<Node> uncordon(Node node) {
        WriteOutcome<Node> next = openings.poll();
        if (next != null) {
            return next;
        }
        cordon = Cordon.NONE;
        return new WriteOutcome.Done<>(node);
    }

    @Override
    public WriteOutcome<DrainPod> evict(DrainPod pod) {
        asked.add(pod.name());
        Answer next = answers.poll();
        if (next == null || next.carriedOut()) {
            end(pod);
        }
        if (next != null) {
            return next.outcome();
        }
        return new WriteOutcome.Done<>(pod);
    }

    @Override
    public WriteOutcome<DrainPod> delete(DrainPod pod) {
        asked.add("delete " + pod.name());
        end(pod);
        return new WriteOutcome.Done<>(pod);
    }

    /** What is seen of a node that has come in this one's place. */
    Look lookAt(String uid) {
        return new Look.Seen(new DrainSight(node(uid), cordon, List.of(), List.of(), Map.of()));
    }

    private static Node node() {
        return node("uid");
    }

    private static Node node(String uid) {
        return new Node(
                "node",
                uid,
                "1",
                Instant.EPOCH,
                Map.of(),
                Map.of(),
                List.of(),
                false,
                false,
                new Readiness(Readiness.Status.READY, Instant.EPOCH),
                "");
    }
}
