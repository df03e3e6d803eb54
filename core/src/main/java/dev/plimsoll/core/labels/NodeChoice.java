package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.Node;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses the nodes of a policy among the eligible ones. Nodes within their minimum dwell come
 * first, then the order of the strategy; with {@code spreadBy} each place goes to the domain that
 * has the fewest so far and, among equals, to the one whose next node ranks first.
 */
final class NodeChoice {

    private final LabelPolicy policy;
    private final LabelSpec spec;
    private final Instant now;

    NodeChoice(LabelPolicy policy, LabelSpec spec, Instant now) {
        this.policy = policy;
        this.spec = spec;
        this.now = now;
    }

    /** Returns at most {@code count} nodes, in the order of the strategy. */
    List<Node> choose(Collection<Node> eligible, int count) {
        Comparator<Node> order = NodeOrder.of(policy, spec.strategy(), eligible);
        List<Node> held =
                eligible.stream()
                        .filter(node -> dwellEnd(node).isPresent())
                        .sorted(order)
                        .limit(count)
                        .toList();
        List<Node> chosen = new ArrayList<>(held);
        Map<String, Integer> taken = new HashMap<>();
        held.forEach(node -> taken.merge(domain(node), 1, Integer::sum));
        Collection<Deque<Node>> domains = domains(eligible, names(held), order);
        while (chosen.size() < count && !domains.isEmpty()) {
            Deque<Node> next = neediest(domains, taken, order);
            Node node = next.removeFirst();
            chosen.add(node);
            taken.merge(domain(node), 1, Integer::sum);
            if (next.isEmpty()) {
                domains.remove(next);
            }
        }
        chosen.sort(order);
        return chosen;
    }

    /** Tells until when a node is held; empty where it is not, or no longer. */
    Optional<Instant> dwellEnd(Node node) {
        return Optional.ofNullable(node.claims().get(policy.name()))
                .map(claim -> claim.since().plus(spec.minimumDwell()))
                .filter(end -> end.isAfter(now));
    }

    private Collection<Deque<Node>> domains(
            Collection<Node> eligible, Set<String> held, Comparator<Node> order) {
        Map<String, Deque<Node>> byDomain =
                eligible.stream()
                        .filter(node -> !held.contains(node.name()))
                        .sorted(order)
                        .collect(
                                Collectors.groupingBy(
                                        this::domain, Collectors.toCollection(ArrayDeque::new)));
        return new ArrayList<>(byDomain.values());
    }

    private static Set<String> names(Collection<Node> nodes) {
        return nodes.stream().map(Node::name).collect(Collectors.toSet());
    }

    private Deque<Node> neediest(
            Collection<Deque<Node>> domains, Map<String, Integer> taken, Comparator<Node> order) {
        Comparator<Deque<Node>> byTaken =
                Comparator.comparing(nodes -> taken.getOrDefault(domain(nodes.getFirst()), 0));
        return domains.stream().min(byTaken.thenComparing(Deque::getFirst, order)).orElseThrow();
    }

    private String domain(Node node) {
        return spec.spreadBy().map(key -> node.labels().getOrDefault(key, "")).orElse("");
    }
}
