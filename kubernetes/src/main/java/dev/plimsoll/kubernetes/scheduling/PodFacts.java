package dev.plimsoll.kubernetes.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads from a pod whether it may be moved, and what it takes along. */
public final class PodFacts {

    static final String DO_NOT_DISRUPT = "karpenter.sh/do-not-disrupt";
    static final String SAFE_TO_EVICT = "cluster-autoscaler.kubernetes.io/safe-to-evict";

    private PodFacts() {}

    public static Map<String, String> labels(JsonNode pod) {
        return Trees.texts(pod.path("metadata").path("labels"));
    }

    /** The annotation by which it asks not to be moved; empty where it does not. */
    public static String refusal(JsonNode pod) {
        JsonNode annotations = pod.path("metadata").path("annotations");
        if (annotations.path(DO_NOT_DISRUPT).asText().equals("true")) {
            return DO_NOT_DISRUPT + ": \"true\"";
        }
        return annotations.path(SAFE_TO_EVICT).asText().equals("false")
                ? SAFE_TO_EVICT + ": \"false\""
                : "";
    }

    /**
     * The names of its persistent volume claims. A generic ephemeral volume has a claim of its own,
     * which goes with the pod: that is none of them.
     */
    public static Set<String> claims(JsonNode pod) {
        Set<String> claims = new LinkedHashSet<>();
        for (JsonNode volume : pod.path("spec").path("volumes")) {
            if (volume.has("persistentVolumeClaim")) {
                claims.add(volume.path("persistentVolumeClaim").path("claimName").asText());
            }
        }
        return claims;
    }

    public static boolean ready(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }
}
