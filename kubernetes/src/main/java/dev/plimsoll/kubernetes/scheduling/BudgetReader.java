package dev.plimsoll.kubernetes.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.DisruptionBudget;

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
                Selectors.labels(spec.path("selector")),
                outdated ? 0 : budget.at("/status/disruptionsAllowed").asInt(),
                spec.path("unhealthyPodEvictionPolicy").asText().equals("AlwaysAllow"));
    }
}
