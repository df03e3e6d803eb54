package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.ConditionedStatus;
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
     * Begins a status with what every kind says; a condition that keeps its status keeps its time.
     *
     * @param before the status as it was read
     * @param since when each condition of that took its status, by its type
     */
    static ObjectNode status(
            ConditionedStatus status,
            ConditionedStatus before,
            Map<String, Instant> since,
            Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("observedGeneration", status.observedGeneration());
        ArrayNode conditions = json.putArray("conditions");
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        for (Condition condition : status.conditions()) {
            boolean same =
                    before.conditions().stream()
                            .anyMatch(earlier ->
                                    earlier.type().equals(condition.type())
                                            && earlier.status() == condition.status());
            Instant from = same ? since.getOrDefault(condition.type(), time) : time;
            conditions
                    .addObject()
                    .put("type", condition.type())
                    .put("status", condition.status() ? "True" : "False")
                    .put("observedGeneration", status.observedGeneration())
                    .put("lastTransitionTime", from.toString())
                    .put("reason", condition.reason())
                    .put("message", condition.message());
        }
        return json;
    }
}
