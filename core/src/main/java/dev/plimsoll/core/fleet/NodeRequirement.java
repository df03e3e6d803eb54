package dev.plimsoll.core.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says which nodes a pod or a volume may use: all labels of {@code selector}, and one of the {@code
 * terms} where there are any.
 *
 * @param selector a pod's {@code nodeSelector}
 * @param terms the required node affinity, of which one must hold; null where there is none
 * @see <a
 *     href="https://github.com/kubernetes/component-helpers/blob/v0.34.4/scheduling/corev1/nodeaffinity/nodeaffinity.go">nodeaffinity</a>
 */
public record NodeRequirement(Map<String, String> selector, @Nullable List<Term> terms) {

    public static final NodeRequirement NONE = new NodeRequirement(Map.of(), null);

    public NodeRequirement {
        selector = Map.copyOf(selector);
        terms = terms == null ? null : List.copyOf(terms);
    }

    /** Conditions of which all must hold; none at all hold for no node. */
    public record Term(List<Expression> labels, List<Expression> fields) {

        public Term {
            labels = List.copyOf(labels);
            fields = List.copyOf(fields);
        }

        boolean matches(Node node) {
            return !(labels.isEmpty() && fields.isEmpty())
                    && labels.stream().allMatch(one -> one.holds(node.labels().get(one.key)))
                    && fields.stream().allMatch(one -> one.holds(node.name()));
        }
    }

    /**
     * One condition on a label, or on the one field that there is, the node's name.
     *
     * @param operator such as {@code In}; one that nobody knows never holds
     */
    public record Expression(String key, String operator, Set<String> values) {

        public Expression {
            values = Set.copyOf(values);
        }

        boolean holds(@Nullable String value) {
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                case "Gt" -> value != null && compared(value) > 0;
                case "Lt" -> value != null && compared(value) < 0;
                default -> false;
            };
        }

        /** Compares with the one number that {@code Gt} and {@code Lt} take; 0 for no number. */
        private int compared(String value) {
            try {
                return values.size() == 1
                        ? Long.compare(
                                Long.parseLong(value), Long.parseLong(values.iterator().next()))
                        : 0;
            } catch (NumberFormatException e) {
                return 0;
            }
        }
    }

    public boolean matches(Node node) {
        return selector.entrySet().stream()
                        .allMatch(wanted ->
                                wanted.getValue().equals(node.labels().get(wanted.getKey())))
                && (terms == null || terms.stream().anyMatch(term -> term.matches(node)));
    }
}
