package dev.plimsoll.core.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects objects by their labels, as a Kubernetes {@code LabelSelector} does: all of {@code
 * matchLabels} and all of {@code matchExpressions} must hold; an empty selector selects everything.
 *
 * @see <a
 *     href="https://github.com/kubernetes/apimachinery/blob/v0.34.4/pkg/apis/meta/v1/helpers.go">LabelSelectorAsSelector</a>
 */
public record LabelSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {

    public static final LabelSelector EVERYTHING = new LabelSelector(Map.of(), List.of());

    /** What the API takes a missing selector for in some places. */
    public static final LabelSelector NOTHING =
            new LabelSelector(Map.of(), List.of(new Requirement("", Operator.IN, Set.of())));

    /** Karpenter's key for a node's pool before 0.32, which old policies still name. */
    private static final String PROVISIONER_NAME = "karpenter.sh/provisioner-name";

    private static final String NODE_POOL = "karpenter.sh/nodepool";

    public LabelSelector {
        matchLabels = Map.copyOf(matchLabels);
        matchExpressions = List.copyOf(matchExpressions);
    }

    /** One line of {@code matchExpressions}. */
    public record Requirement(String key, Operator operator, Set<String> values) {

        public Requirement {
            values = Set.copyOf(values);
        }

        /** Tells whether the labels meet this; {@code NotIn} holds for a missing key too. */
        boolean matches(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    /** The four operators of a label selector. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST
    }

    public boolean matches(Map<String, String> labels) {
        return matchLabels.entrySet().stream()
                        .allMatch(wanted -> has(labels, wanted.getKey(), wanted.getValue()))
                && matchExpressions.stream().allMatch(requirement -> requirement.matches(labels));
    }

    private static boolean has(Map<String, String> labels, String key, String value) {
        return value.equals(labels.get(key))
                || (key.equals(PROVISIONER_NAME) && value.equals(labels.get(NODE_POOL)));
    }
}
