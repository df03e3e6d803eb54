package dev.plimsoll.kubernetes.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import dev.plimsoll.core.fleet.NodeRequirement;
import dev.plimsoll.core.fleet.NodeRequirement.Expression;
import dev.plimsoll.core.fleet.NodeRequirement.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads selectors of pods and of nodes, as the API server has checked them. */
final class Selectors {

    private Selectors() {}

    /** Reads a label selector; a missing one selects nothing. */
    static LabelSelector labels(JsonNode selector) {
        if (!selector.isObject()) {
            return LabelSelector.NOTHING;
        }
        List<Requirement> requirements = new ArrayList<>();
        for (JsonNode one : selector.path("matchExpressions")) {
            Operator operator =
                    switch (one.path("operator").asText()) {
                        case "NotIn" -> Operator.NOT_IN;
                        case "Exists" -> Operator.EXISTS;
                        case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
                        default -> Operator.IN;
                    };
            requirements.add(
                    new Requirement(
                            one.path("key").asText(),
                            operator,
                            Trees.elements(one.path("values"))));
        }
        return new LabelSelector(Trees.texts(selector.path("matchLabels")), requirements);
    }

    /**
     * Reads what a pod or a volume demands of nodes.
     *
     * @param selector a pod's {@code nodeSelector}
     * @param required a {@code NodeSelector}, which may be missing
     */
    static NodeRequirement nodes(JsonNode selector, JsonNode required) {
        NodeRequirement read = new NodeRequirement(Trees.texts(selector), terms(required));
        return read.equals(NodeRequirement.NONE) ? NodeRequirement.NONE : read;
    }

    private static @Nullable List<Term> terms(JsonNode required) {
        if (!required.isObject()) {
            return null;
        }
        List<Term> terms = new ArrayList<>();
        for (JsonNode term : required.path("nodeSelectorTerms")) {
            terms.add(
                    new Term(
                            expressions(term.path("matchExpressions")),
                            expressions(term.path("matchFields"))));
        }
        return terms;
    }

    private static List<Expression> expressions(JsonNode array) {
        List<Expression> expressions = new ArrayList<>();
        for (JsonNode one : array) {
            expressions.add(
                    new Expression(
                            one.path("key").asText(),
                            one.path("operator").asText(),
                            Trees.elements(one.path("values"))));
        }
        return expressions;
    }

    /** A term that wants a label to have one of some values. */
    static Expression in(Map.Entry<String, String> label, String separator) {
        return new Expression(label.getKey(), "In", Set.of(label.getValue().split(separator)));
    }
}
