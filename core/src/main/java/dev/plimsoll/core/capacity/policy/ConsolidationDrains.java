package dev.plimsoll.core.capacity.policy;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.Phase;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The NodeDrains of a cluster as one policy sees them.
 *
 * @param own those that it has ordered, the oldest first
 * @param running those of others that have not ended
 */
public record ConsolidationDrains(List<NodeDrain> own, List<NodeDrain> running) {

    /**
     * By which a policy finds its drains again: its uid, for a later one of its name is another.
     */
    public static final String POLICY_LABEL = "plimsoll.dev/consolidation-policy";

    /** The generation of the policy that ordered a drain. */
    public static final String GENERATION_LABEL = "plimsoll.dev/policy-generation";

    public ConsolidationDrains {
        own = List.copyOf(own);
        running = List.copyOf(running);
    }

    static ConsolidationDrains of(ConsolidationPolicy policy, Collection<NodeDrain> all) {
        return new ConsolidationDrains(
                all.stream()
                        .filter(drain -> ordered(policy, drain))
                        .sorted(NodeDrain.BY_AGE)
                        .toList(),
                all.stream()
                        .filter(drain -> !ordered(policy, drain) && !drain.ended())
                        .sorted(NodeDrain.BY_AGE)
                        .toList());
    }

    /** The labels of a drain that this policy orders. */
    public static Map<String, String> labels(ConsolidationPolicy policy) {
        return Map.of(
                POLICY_LABEL, policy.uid(), GENERATION_LABEL, Long.toString(policy.generation()));
    }

    private static boolean ordered(ConsolidationPolicy policy, NodeDrain drain) {
        return policy.uid().equals(drain.labels().get(POLICY_LABEL));
    }

    List<NodeDrain> underway() {
        return own.stream().filter(drain -> !drain.ended()).toList();
    }

    /** One that came to no good end since the policy was last edited. */
    Optional<NodeDrain> failed(ConsolidationPolicy policy) {
        String generation = Long.toString(policy.generation());
        return own.stream()
                .filter(drain -> generation.equals(drain.labels().get(GENERATION_LABEL)))
                .filter(drain ->
                        drain.status().phase() == Phase.FAILED
                                || drain.status().phase() == Phase.CANCELLED)
                .findFirst();
    }

    /** The node that a drain is about; its own name where its spec cannot be read. */
    static String node(NodeDrain drain) {
        return drain.nodeName().isEmpty() ? drain.name() : drain.nodeName();
    }
}
