package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks controllers how many pods they want. */
final class WorkloadWishes {

    private final Cluster cluster;
    private final ObjectMapper trees = new ObjectMapper();

    WorkloadWishes(Cluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Gives what each wants by now: one that is gone, or going, wants nothing. Kinds of which this
     * is not known, and those that may not be read, are left out.
     */
    Map<Workload, Integer> of(Set<Workload> workloads) throws IOException {
        Map<Workload, Integer> wanted = new HashMap<>();
        for (Workload workload : workloads) {
            Optional<String> path = path(workload);
            if (path.isEmpty()) {
                continue;
            }
            ApiAnswer answer = cluster.send(ApiRequest.get(path.get()));
            if (answer.code() == 404) {
                wanted.put(workload, 0);
            } else if (answer.successful()) {
                JsonNode tree = trees.readTree(answer.body());
                boolean going = tree.at("/metadata/deletionTimestamp").isTextual();
                wanted.put(workload, going ? 0 : tree.at("/spec/replicas").asInt(1));
            }
        }
        return wanted;
    }

    private static Optional<String> path(Workload workload) {
        String place = "namespaces/" + workload.namespace() + "/";
        String name = workload.owner().name();
        return switch (workload.owner().kind()) {
            case "ReplicaSet" -> Optional.of("/apis/apps/v1/" + place + "replicasets/" + name);
            case "StatefulSet" -> Optional.of("/apis/apps/v1/" + place + "statefulsets/" + name);
            case "ReplicationController" ->
                    Optional.of("/api/v1/" + place + "replicationcontrollers/" + name);
            default -> Optional.empty();
        };
    }
}
