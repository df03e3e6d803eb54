package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import java.util.HashSet;
import java.util.Set;

/** Finds the volumes of pods that stay on a node to its end: those are never detached before. */
final class StayingVolumes {

    private final Cluster cluster;
    private final ObjectMapper trees = new ObjectMapper();

    StayingVolumes(Cluster cluster) {
        this.cluster = cluster;
    }

    Set<String> of(DrainSight sight) throws ApiException, JacksonException {
        Set<String> volumes = new HashSet<>();
        for (DrainPod pod : sight.pods()) {
            if (Tier.of(pod).evicted() || pod.finished()) {
                continue;
            }
            for (String claim : pod.claims()) {
                ApiAnswer answer =
                        cluster.send(
                                ApiRequest.get(
                                        "/api/v1/namespaces/%s/persistentvolumeclaims/%s"
                                                .formatted(pod.namespace(), claim)));
                if (answer.successful()) {
                    volumes.add(trees.readTree(answer.body()).at("/spec/volumeName").asText());
                }
            }
        }
        return volumes;
    }
}
