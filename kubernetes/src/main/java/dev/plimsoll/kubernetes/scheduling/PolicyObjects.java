package dev.plimsoll.kubernetes.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.NodeRequirement;
import dev.plimsoll.core.fleet.Volume;
import dev.plimsoll.core.fleet.VolumeClaim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the objects beside pods and nodes that decide where pods may go. */
public final class PolicyObjects {

    /** The labels that volumes had before they had a node affinity; a value may list several. */
    private static final List<String> ZONE_LABELS =
            List.of(
                    "topology.kubernetes.io/zone",
                    "topology.kubernetes.io/region",
                    "failure-domain.beta.kubernetes.io/zone",
                    "failure-domain.beta.kubernetes.io/region");

    private static final String SEPARATOR = "__";

    private PolicyObjects() {}

    /** Reads a {@code policy/v1} PodDisruptionBudget. */
    public static DisruptionBudget budget(JsonParser parser) throws IOException {
        return BudgetReader.read(Trees.read(parser));
    }

    /** Reads a PersistentVolumeClaim. */
    public static VolumeClaim claim(JsonParser parser) throws IOException {
        JsonNode claim = Trees.read(parser);
        return new VolumeClaim(
                claim.path("metadata").path("namespace").asText(),
                claim.path("metadata").path("name").asText(),
                claim.path("spec").path("volumeName").asText());
    }

    /** Reads a PersistentVolume. */
    public static Volume volume(JsonParser parser) throws IOException {
        JsonNode volume = Trees.read(parser);
        NodeRequirement affinity =
                Selectors.nodes(
                        volume.path("metadata").path("nothing"),
                        volume.path("spec").path("nodeAffinity").path("required"));
        Map<String, String> labels =
                new HashMap<>(Trees.texts(volume.path("metadata").path("labels")));
        labels.keySet().retainAll(ZONE_LABELS);
        return new Volume(
                volume.path("metadata").path("name").asText(), narrowed(affinity, labels));
    }

    private static NodeRequirement narrowed(NodeRequirement affinity, Map<String, String> labels) {
        if (labels.isEmpty()) {
            return affinity;
        }
        List<NodeRequirement.Expression> zones =
                labels.entrySet().stream().map(label -> Selectors.in(label, SEPARATOR)).toList();
        List<NodeRequirement.Term> before =
                affinity.terms() == null
                        ? List.of(new NodeRequirement.Term(List.of(), List.of()))
                        : affinity.terms();
        return new NodeRequirement(
                Map.of(),
                before.stream()
                        .map(term -> {
                            List<NodeRequirement.Expression> all = new ArrayList<>(term.labels());
                            all.addAll(zones);
                            return new NodeRequirement.Term(all, term.fields());
                        })
                        .toList());
    }

    /** Reads a namespace's labels into a map by its name. */
    public static void namespace(JsonParser parser, Map<String, Map<String, String>> namespaces)
            throws IOException {
        JsonNode namespace = Trees.read(parser);
        namespaces.put(
                namespace.path("metadata").path("name").asText(),
                Trees.texts(namespace.path("metadata").path("labels")));
    }
}
