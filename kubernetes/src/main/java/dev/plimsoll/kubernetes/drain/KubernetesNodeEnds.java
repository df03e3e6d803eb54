package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.NodeEnds;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.WriteAnswers;
import dev.plimsoll.kubernetes.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at VolumeAttachments, and deletes Karpenter's NodeClaims. */
public final class KubernetesNodeEnds implements NodeEnds {

    private static final String ATTACHMENTS = "/apis/storage.k8s.io/v1/volumeattachments";
    private static final String CLAIMS = "/apis/karpenter.sh/v1/nodeclaims";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final StayingVolumes staying;
    private final ObjectMapper trees = new ObjectMapper();

    public KubernetesNodeEnds(Cluster cluster) {
        this.cluster = cluster;
        this.staying = new StayingVolumes(cluster);
    }

    @Override
    public Volumes volumes(DrainSight sight) {
        try {
            ApiAnswer answer = cluster.send(ApiRequest.get(ATTACHMENTS));
            if (!answer.successful()) {
                return new Volumes.Unknown(
                        "The volumes that are attached to the node cannot be seen: %d %s"
                                .formatted(answer.code(), answer.status().message()));
            }
            List<String> attached = new ArrayList<>();
            for (JsonNode one : trees.readTree(answer.body()).path("items")) {
                if (one.at("/spec/nodeName").asText().equals(sight.node().name())) {
                    attached.add(
                            one.at("/spec/source/persistentVolumeName")
                                    .asText(one.at("/metadata/name").asText()));
                }
            }
            if (!attached.isEmpty()) {
                Set<String> kept = staying.of(sight);
                attached.removeIf(kept::contains);
            }
            return new Volumes.Attached(attached.stream().sorted().toList());
        } catch (ApiException e) {
            return new Volumes.Unknown(e.problem().sentence());
        } catch (JacksonException e) {
            return new Volumes.Unknown("What the API server sent is not JSON: " + e.getMessage());
        }
    }

    @Override
    public WriteOutcome<String> deleteClaim(Node node) {
        Optional<JsonNode> found;
        try {
            ApiAnswer answer = cluster.send(ApiRequest.get(CLAIMS));
            if (answer.code() == 404) {
                return new WriteOutcome.Refused<>(404, "the cluster has no NodeClaims");
            }
            if (!answer.successful()) {
                return WriteAnswers.refused(answer, SOON);
            }
            found = claim(trees.readTree(answer.body()), node);
        } catch (ApiException e) {
            return new WriteOutcome.Busy<>(SOON, e.problem().sentence());
        } catch (JacksonException e) {
            return new WriteOutcome.Busy<>(SOON, "the NodeClaims cannot be read");
        }
        if (found.isEmpty() || found.get().at("/metadata/deletionTimestamp").isTextual()) {
            return new WriteOutcome.Gone<>();
        }
        return delete(found.get().path("metadata"));
    }

    private WriteOutcome<String> delete(JsonNode metadata) {
        String name = metadata.path("name").asText();
        String body =
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeObjectFieldStart("preconditions");
                    json.writeStringField("uid", metadata.path("uid").asText());
                    json.writeEndObject();
                    json.writeEndObject();
                });
        try {
            ApiAnswer answer = cluster.send(ApiRequest.delete(CLAIMS + "/" + name, body));
            return answer.successful()
                    ? new WriteOutcome.Done<>(name)
                    : WriteAnswers.refused(answer, SOON);
        } catch (ApiException e) {
            return WriteAnswers.unanswered(e, SOON);
        }
    }

    /** By the machine; a claim that has none yet, by the node's name. */
    private static Optional<JsonNode> claim(JsonNode list, Node node) {
        for (JsonNode claim : list.path("items")) {
            String provider = claim.at("/status/providerID").asText();
            boolean same =
                    provider.isEmpty()
                            ? claim.at("/status/nodeName").asText().equals(node.name())
                            : provider.equals(node.providerId());
            if (same) {
                return Optional.of(claim);
            }
        }
        return Optional.empty();
    }
}
