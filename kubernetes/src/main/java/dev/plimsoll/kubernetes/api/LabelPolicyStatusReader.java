package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code status} of a NodeLabelPolicy; the Go controller's has only the node names. */
final class LabelPolicyStatusReader {

    private LabelPolicyStatusReader() {}

    static LabelPolicyStatus status(JsonNode status) {
        List<String> selected = new ArrayList<>();
        for (JsonNode node : status.path("selectedNodes")) {
            selected.add(node.asText());
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
        return new LabelPolicyStatus(
                status.path("observedGeneration").asLong(),
                status.path("desired").asInt(),
                status.path("labelled").asInt(),
                status.path("eligible").asInt(),
                status.path("moves").asLong(),
                status.path("billedHosts").asInt(),
                status.path("billedHour").asLong(),
                selected,
                conditions);
    }

    static Map<String, Instant> conditionsSince(JsonNode status) {
        Map<String, Instant> since = new HashMap<>();
        for (JsonNode condition : status.path("conditions")) {
            LabelPolicyReader.time(condition.path("lastTransitionTime"))
                    .ifPresent(time -> since.put(condition.path("type").asText(), time));
        }
        return since;
    }
}
