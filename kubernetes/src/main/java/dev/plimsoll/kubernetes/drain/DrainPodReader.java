package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.kubernetes.scheduling.PodFacts;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what a drain needs of a {@code v1.Pod}. */
public final class DrainPodReader {

    private static final String MIRROR = "kubernetes.io/config.mirror";

    private DrainPodReader() {}

    public static DrainPod read(JsonNode pod) {
        JsonNode metadata = pod.path("metadata");
        String phase = pod.at("/status/phase").asText();
        return new DrainPod(
                metadata.path("namespace").asText(),
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                pod.at("/spec/nodeName").asText(),
                phase.equals("Succeeded") || phase.equals("Failed"),
                metadata.path("annotations").has(MIRROR),
                controller(metadata.path("ownerReferences")),
                pod.at("/spec/priority").asInt(),
                PodFacts.labels(pod),
                PodFacts.claims(pod),
                PodFacts.ready(pod),
                time(metadata.path("deletionTimestamp")),
                PodFacts.refusal(pod));
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

    private static @Nullable Instant time(JsonNode text) {
        try {
            return text.isTextual() ? Instant.parse(text.asText()) : null;
        } catch (DateTimeException e) {
            // It has been deleted, whenever that ends.
            return Instant.EPOCH;
        }
    }
}
