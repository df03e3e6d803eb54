package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.drain.signal.CircuitBreaker;
import dev.plimsoll.core.drain.signal.Standing;
import dev.plimsoll.core.drain.signal.Standing.State;
import dev.plimsoll.core.drainpolicy.DrainPolicyPlan.Candidate;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus.NodeEntry;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which nodes a policy drains now: a pure function of what is known of its nodes, the
 * drains there are, and the time.
 */
public final class DrainPolicyPlanner {

    private static final String ZONE = "topology.kubernetes.io/zone";

    private final DrainPolicy policy;
    private final DrainPolicySpec spec;
    private final List<Watch.Known> nodes;
    private final Collection<NodeDrain> drains;
    private final Instant now;
    private final Map<String, Integer> busyZones = new HashMap<>();
    private int busy;

    private DrainPolicyPlanner(
            DrainPolicy policy,
            DrainPolicySpec spec,
            List<Watch.Known> nodes,
            Collection<NodeDrain> drains,
            Instant now) {
        this.policy = policy;
        this.spec = spec;
        this.nodes = nodes;
        this.drains = drains;
        this.now = now;
    }

    /**
     * Plans.
     *
     * @param nodes that match the selector
     * @param drains all there are, ended ones included
     */
    public static DrainPolicyPlan plan(
            DrainPolicy policy,
            DrainPolicySpec spec,
            List<Watch.Known> nodes,
            Collection<NodeDrain> drains,
            Instant now) {
        return new DrainPolicyPlanner(policy, spec, nodes, drains, now).plan();
    }

    private DrainPolicyPlan plan() {
        List<Watch.Known> over =
                nodes.stream().filter(it -> stands(it, State.RISING, State.OVER)).toList();
        Optional<String> breaker =
                CircuitBreaker.against(
                        over.size(), nodes.size(), spec.limits().circuitBreakerPercent());
        Map<String, NodeDrain> running = running();
        running.keySet().forEach(this::occupy);
        Map<String, String> messages = new HashMap<>();
        List<Candidate> next = new ArrayList<>();
        over.stream()
                .filter(it -> stands(it, State.OVER))
                .sorted(Comparator.comparing((Watch.Known it) -> standing(it).since()))
                .forEach(known -> {
                    String name = known.node().name();
                    if (!running.containsKey(name)) {
                        messages.put(name, judge(known, breaker, next));
                    }
                });
        return new DrainPolicyPlan(
                next,
                letGo(running),
                entries(running, messages),
                breaker,
                nodes.size(),
                over.size(),
                (int) nodes.stream().filter(it -> it.unknown().isPresent()).count(),
                running.size());
    }

    /** The drains that are under way on nodes of the policy, by node. */
    private Map<String, NodeDrain> running() {
        Map<String, NodeDrain> running = new HashMap<>();
        for (Watch.Known known : nodes) {
            drains.stream()
                    .filter(drain -> !drain.ended())
                    .filter(drain -> Hindrance.isOf(drain, known.node().node()))
                    .min(NodeDrain.BY_AGE)
                    .ifPresent(drain -> running.put(known.node().name(), drain));
        }
        return running;
    }

    private void occupy(String node) {
        busy++;
        nodes.stream()
                .filter(known -> known.node().name().equals(node))
                .findFirst()
                .ifPresent(known -> busyZones.merge(zone(known), 1, Integer::sum));
    }

    private String judge(Watch.Known known, Optional<String> breaker, List<Candidate> next) {
        Optional<String> hindrance = Hindrance.against(known.node(), spec, drains, now);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        if (!known.confirmed()) {
            return "Nothing is done without data: %s.".formatted(known.unknown().orElse(""));
        }
        if (!standing(known).met()) {
            return "It has fallen below the line, but not far: nothing is done for now.";
        }
        if (breaker.isPresent()) {
            return "Held back: " + breaker.get();
        }
        if (spec.mode() == DrainMode.RECOMMEND) {
            return "It should be drained; the policy's mode is Recommend, so nothing is done."
                    + ending(known);
        }
        DrainLimits limits = spec.limits();
        if (busy >= limits.concurrentNodes()) {
            return "It waits: %d of at most %d nodes are being drained."
                    .formatted(busy, limits.concurrentNodes());
        }
        int inZone = busyZones.getOrDefault(zone(known), 0);
        if (inZone >= limits.concurrentNodesPerZone()) {
            return "It waits: %d of at most %d nodes of its zone are being drained."
                    .formatted(inZone, limits.concurrentNodesPerZone());
        }
        next.add(new Candidate(known.node(), standing(known)));
        occupy(known.node().name());
        return "Its turn has come." + ending(known);
    }

    /** Says beforehand that nothing will end the machine. */
    private static String ending(Watch.Known known) {
        NodeEnd end = NodeEnd.of(known.node().node());
        return end.id().isEmpty()
                ? " It would be drained only, for %s.".formatted(end.reason())
                : "";
    }

    /** Drains of ours that have evicted nothing yet, of nodes that are well again. */
    private List<NodeDrain> letGo(Map<String, NodeDrain> running) {
        Set<String> recovered = new HashSet<>();
        nodes.stream()
                .filter(it -> it.unknown().isEmpty() && !stands(it, State.RISING, State.OVER))
                .forEach(it -> recovered.add(it.node().name()));
        return running.entrySet().stream()
                .filter(entry -> recovered.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(drain -> policy.name().equals(drain.labels().get(DrainPolicy.LABEL)))
                .filter(drain -> drain.status().phase().compareTo(Phase.CORDONED) <= 0)
                .filter(drain -> !cancelled(drain) && !drain.deleting())
                .sorted(NodeDrain.BY_AGE)
                .toList();
    }

    private static boolean cancelled(NodeDrain drain) {
        return drain.spec().valid().filter(NodeDrainSpec::cancel).isPresent();
    }

    private List<NodeEntry> entries(Map<String, NodeDrain> running, Map<String, String> messages) {
        return nodes.stream()
                .filter(it -> it.worst().isPresent() || running.containsKey(it.node().name()))
                .map(it -> entry(it, running.get(it.node().name()), messages))
                .toList();
    }

    private static NodeEntry entry(
            Watch.Known known, @Nullable NodeDrain drain, Map<String, String> messages) {
        String name = known.node().name();
        String what = known.worst().map(Standing::what).orElse("it is below every line");
        if (drain != null) {
            return new NodeEntry(
                    name,
                    "Draining",
                    drain.createdAt(),
                    what,
                    "NodeDrain %s is %s.".formatted(drain.name(), drain.status().phase()));
        }
        Standing standing = standing(known);
        String otherwise =
                standing.state() == State.WARNED
                        ? "It is over the line of warning."
                        : "It must hold for %s.".formatted(worded(standing.trigger().hold()));
        return new NodeEntry(
                name,
                switch (standing.state()) {
                    case WARNED -> "Warned";
                    case RISING -> "Rising";
                    case OVER -> "Over";
                },
                standing.since(),
                what,
                messages.getOrDefault(name, otherwise));
    }

    private static String worded(Duration hold) {
        return hold.toSeconds() % 60 == 0 ? hold.toMinutes() + " min" : hold.toSeconds() + " s";
    }

    private static String zone(Watch.Known known) {
        return known.node().node().labels().getOrDefault(ZONE, "");
    }

    private static Standing standing(Watch.Known known) {
        return known.worst().orElseThrow();
    }

    private static boolean stands(Watch.Known known, State... states) {
        return known.worst().filter(it -> List.of(states).contains(it.state())).isPresent();
    }
}
