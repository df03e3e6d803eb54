package dev.plimsoll.kubernetes.scheduling;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.json.JsonReader;
import dev.plimsoll.kubernetes.pods.PodReader;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a pod with its constraints. Constraints that are equal are held once, so that the replicas
 * of a workload cost no more than one of them.
 */
public final class ScheduledPodReader implements JsonReader<ScheduledPod> {

    private final PodReader pods = new PodReader();
    private final Map<Scheduling, Scheduling> shared = new ConcurrentHashMap<>();

    @Override
    public ScheduledPod read(JsonParser parser) throws IOException {
        JsonNode tree = Trees.read(parser);
        Pod pod = Json.read(tree, pods);
        try {
            Scheduling scheduling = SchedulingReader.read(tree);
            return new ScheduledPod(pod, shared.computeIfAbsent(scheduling, absent -> scheduling));
        } catch (IOException e) {
            throw new IOException("pod " + pod.key() + ", " + e.getMessage(), e);
        }
    }
}
