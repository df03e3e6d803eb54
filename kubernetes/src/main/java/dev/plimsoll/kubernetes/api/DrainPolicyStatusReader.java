package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus.NodeEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code status} of a NodeDrainPolicy; what it lacks is empty. */
final class DrainPolicyStatusReader {

    private DrainPolicyStatusReader() {}

    static DrainPolicyStatus status(JsonNode status) {
        List<NodeEntry> nodes = new ArrayList<>();
        for (JsonNode node : status.path("nodes")) {
            nodes.add(
                    new NodeEntry(
                            node.path("name").asText(),
                            node.path("state").asText(),
                            LabelPolicyReader.time(node.path("since")).orElse(Instant.EPOCH),
                            node.path("what").asText(),
                            node.path("message").asText()));
        }
        return new DrainPolicyStatus(
                status.path("observedGeneration").asLong(),
                status.path("matching").asInt(),
                status.path("over").asInt(),
                status.path("unknown").asInt(),
                status.path("draining").asInt(),
                nodes,
                Conditions.read(status));
    }
}
