package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code status} of a NodeLabelPolicy; the Go controller's has only the node names. */
final class LabelPolicyStatusReader {

    private LabelPolicyStatusReader() {}

    static LabelPolicyStatus status(JsonNode status) {
        List<String> selected = new ArrayList<>();
        for (JsonNode node : status.path("selectedNodes")) {
            selected.add(node.asText());
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
                Conditions.read(status));
    }
}
