package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.secrets.RefreshCounts;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes {@code status} of a SecretRefresh. */
public final class SecretRefreshStatusJson {

    private SecretRefreshStatusJson() {}

    static SecretRefreshStatus read(JsonNode status) {
        Map<Count, Long> counts = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            long value = status.path(count.id()).asLong();
            if (value > 0) {
                counts.put(count, value);
            }
        }
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode condition : status.path("conditions")) {
            conditions.add(
                    new Condition(
                            condition.path("type").asText(),
                            condition.path("status").asText().equals("True"),
                            condition.path("reason").asText(),
                            condition.path("message").asText()));
        }
        return new SecretRefreshStatus(
                status.path("observedGeneration").asLong(),
                LabelPolicyReader.time(status.path("lastEventAt")),
                new RefreshCounts(counts),
                conditions);
    }

    /**
     * Makes the value of {@code status}: complete, so that it can replace the one that is there.
     *
     * @param before as it was read; a condition that says the same there keeps its time
     * @param now the time of the write; whole seconds are kept, as Kubernetes does
     */
    public static ObjectNode write(SecretRefreshStatus status, SecretRefresh before, Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("observedGeneration", status.observedGeneration());
        status.lastEventAt().ifPresent(at -> json.put("lastEventAt", at.toString()));
        for (Count count : Count.values()) {
            json.put(count.id(), status.counts().of(count));
        }
        ArrayNode conditions = json.putArray("conditions");
        for (Condition condition : status.conditions()) {
            conditions
                    .addObject()
                    .put("type", condition.type())
                    .put("status", condition.status() ? "True" : "False")
                    .put("observedGeneration", status.observedGeneration())
                    .put("lastTransitionTime", since(condition, before).orElse(time).toString())
                    .put("reason", condition.reason())
                    .put("message", condition.message());
        }
        return json;
    }

    private static Optional<Instant> since(Condition condition, SecretRefresh before) {
        boolean same =
                before.status().conditions().stream()
                        .anyMatch(earlier ->
                                earlier.type().equals(condition.type())
                                        && earlier.status() == condition.status());
        return same
                ? Optional.ofNullable(before.conditionsSince().get(condition.type()))
                : Optional.empty();
    }
}
