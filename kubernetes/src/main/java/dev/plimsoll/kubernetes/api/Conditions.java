package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.plimsoll.core.fleet.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Writes {@code status.conditions}: a condition that keeps its status keeps its time. */
final class Conditions {

    private Conditions() {}

    /**
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
