package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a {@code policy/v1} PodDisruptionBudget. */
public final class BudgetReader {

    private BudgetReader() {}

    /**
     * A budget that its controller has not looked at yet allows nothing, as the Eviction API has
     * it; one without a selector guards nothing.
     */
    public static DisruptionBudget read(JsonNode budget) {
        JsonNode metadata = budget.path("metadata");
        JsonNode spec = budget.path("spec");
        boolean outdated =
                budget.at("/status/observedGeneration").asLong()
                        < metadata.path("generation").asLong();
        return new DisruptionBudget(
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                spec.path("selector").isObject()
                        ? selector(spec.path("selector"))
                        : LabelSelector.NOTHING,
                outdated ? 0 : budget.at("/status/disruptionsAllowed").asInt(),
                spec.path("unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow"));
    }

    private static LabelSelector selector(JsonNode selector) {
        Map<String, String> labels = new HashMap<>();
        selector.path("matchLabels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        List<Requirement> requirements = new ArrayList<>();
        for (JsonNode expression : selector.path("matchExpressions")) {
            Set<String> values = new HashSet<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            requirements.add(
                    new Requirement(
                            expression.path("key").asText(),
                            operator(expression.path("operator").asText()),
                            values));
        }
        return new LabelSelector(labels, requirements);
    }

    /** The API server admits these four and no others. */
    private static Operator operator(String name) {
        return switch (name) {
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default -> Operator.IN;
        };
    }
}
