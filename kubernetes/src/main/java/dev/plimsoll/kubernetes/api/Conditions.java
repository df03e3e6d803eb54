package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.core.fleet.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes {@code status.conditions} of every kind. */
final class Conditions {

    private Conditions() {}

    /** Reads what a status says; none where it says nothing. */
    static List<Condition> read(JsonNode status) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode condition : status.path("conditions")) {
            conditions.add(
                    new Condition(
                            condition.path("type").asText(),
                            condition.path("status").asText().equals("True"),
                            condition.path("reason").asText(),
                            condition.path("message").asText()));
        }
        return conditions;
    }

    /** Reads since when each condition of a status has had its status, by its type. */
    static Map<String, Instant> since(JsonNode status) {
        Map<String, Instant> since = new HashMap<>();
        for (JsonNode condition : status.path("conditions")) {
            LabelPolicyReader.time(condition.path("lastTransitionTime"))
                    .ifPresent(time -> since.put(condition.path("type").asText(), time));
        }
        return since;
    }

    /**
     * Writes the whole list; a condition that keeps its status keeps its time.
     *
     * @param before the conditions as they were read
     * @param since when each of those took its status, by its type
     */
    static ArrayNode write(
            List<Condition> conditions,
            long observedGeneration,
            List<Condition> before,
            Map<String, Instant> since,
            Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Condition condition : conditions) {
            boolean same =
                    before.stream()
                            .anyMatch(earlier ->
                                    earlier.type().equals(condition.type())
                                            && earlier.status() == condition.status());
            Instant from = same ? since.getOrDefault(condition.type(), time) : time;
            json.addObject()
                    .put("type", condition.type())
                    .put("status", condition.status() ? "True" : "False")
                    .put("observedGeneration", observedGeneration)
                    .put("lastTransitionTime", from.toString())
                    .put("reason", condition.reason())
                    .put("message", condition.message());
        }
        return json;
    }
}
