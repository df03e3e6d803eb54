package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.fleet.OwnerReference;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a drain needs of a {@code v1.Pod}. */
public final class DrainPodReader {

    private static final String DO_NOT_DISRUPT = "karpenter.sh/do-not-disrupt";
    private static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private DrainPodReader() {}

    public static DrainPod read(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        JsonNode annotations = metadata.path("annotations");
        String phase = pod.at("/status/phase").asText();
        return new DrainPod(
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                pod.at("/spec/nodeName").asText(),
                phase.equals("Succeeded") || phase.equals("Failed"),
                annotations.has(MIRROR),
                controller(metadata.path("ownerReferences")),
                pod.at("/spec/priority").asInt(),
                labels(metadata.path("labels")),
                claims(pod),
                ready(pod.at("/status/conditions")),
                time(metadata.path("deletionTimestamp")),
                refusal(annotations));
    }

    private static @Nullable OwnerReference controller(JsonNode references) {
        for (JsonNode reference : references) {
            if (reference.path("controller").asBoolean()) {
                return new OwnerReference(
                        reference.path("kind").asText(), reference.path("name").asText());
            }
        }
        return null;
    }

    private static Map<String, String> labels(JsonNode labels) {
        Map<String, String> read = new HashMap<>();
        labels.properties().forEach(label -> read.put(label.getKey(), label.getValue().asText()));
        return read;
    }

    /**
     * A generic ephemeral volume has a claim of its own, which goes with the pod: it holds none.
     */
    private static Set<String> claims(JsonNode pod) {
        Set<String> claims = new HashSet<>();
        for (JsonNode volume : pod.at("/spec/volumes")) {
            String claim = volume.at("/persistentVolumeClaim/claimName").asText();
            if (!claim.isEmpty()) {
                claims.add(claim);
            }
        }
        return claims;
    }

    private static boolean ready(JsonNode conditions) {
        for (JsonNode condition : conditions) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static @Nullable Instant time(JsonNode text) {
        try {
            return text.isTextual() ? Instant.parse(text.asText()) : null;
        } catch (DateTimeException e) {
            // It has been deleted, whenever that ends.
            return Instant.EPOCH;
        }
    }

    private static String refusal(JsonNode annotations) {
        if (annotations.path(DO_NOT_DISRUPT).asText().equals("true")) {
            return DO_NOT_DISRUPT + ": \"true\"";
        }
        return annotations.path(SAFE_TO_EVICT).asText().equals("false")
                ? SAFE_TO_EVICT + ": \"false\""
                : "";
    }
}
