package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.kubernetes.feed.ResourceType;
import java.util.Objects;

/** A pod as a feed shows it. */
record WatchedPod(DrainPod pod, String resourceVersion) {

    private static final ObjectMapper TREES = new ObjectMapper();

    /** Describes the pods of a list. */
    static ResourceType<WatchedPod> type(String path) {
        return new ResourceType<>(
                "drainedpods",
                Encoding.PROTOBUF,
                path,
                parser -> read(TREES.<JsonNode>readTree(parser)),
                one -> one.pod.key(),
                one -> one.pod.uid(),
                WatchedPod::resourceVersion,
                (one, other) -> Objects.equals(one.pod, other.pod));
    }

    private static WatchedPod read(JsonNode tree) {
        return new WatchedPod(
                DrainPodReader.read(tree), tree.at("/metadata/resourceVersion").asText());
    }
}
