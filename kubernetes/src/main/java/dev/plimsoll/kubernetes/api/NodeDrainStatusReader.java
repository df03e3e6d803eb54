package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.drain.DrainStep;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.BlockedPod;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.PodStep;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.Pods;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.WorkloadCount;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.nodedrain.PodState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code status} of a NodeDrain, from which a drain goes on. */
final class NodeDrainStatusReader {

    private NodeDrainStatusReader() {}

    static NodeDrainStatus status(JsonNode status) {
        JsonNode pods = status.path("pods");
        return new NodeDrainStatus(
                status.path("observedGeneration").asLong(),
                Phase.of(status.path("phase").asText()).orElse(Phase.PENDING),
                status.path("message").asText(),
                status.path("nodeUid").asText(),
                instance(status.path("instance")),
                new Pods(
                        pods.path("total").asInt(),
                        pods.path("evicted").asInt(),
                        pods.path("skipped").asInt(),
                        pods.path("remaining").asInt()),
                all(status.path("blockedBy"), NodeDrainStatusReader::blocked),
                all(status.path("steps"), NodeDrainStatusReader::step),
                all(status.path("workloads"), NodeDrainStatusReader::workload),
                time(status.path("startedAt")),
                time(status.path("finishedAt")),
                Conditions.read(status));
    }

    private static @Nullable NodeEnd instance(JsonNode instance) {
        if (!instance.isObject()) {
            return null;
        }
        return new NodeEnd(
                instance.path("id").asText(),
                constant(
                        NodeEnd.Owner.values(),
                        instance.path("endedBy").asText(),
                        NodeEnd.Owner.NONE),
                instance.path("reason").asText());
    }

    private static BlockedPod blocked(JsonNode blocked) {
        Instant since = time(blocked.path("since"));
        return new BlockedPod(
                blocked.path("pod").asText(),
                blocked.path("uid").asText(),
                blocked.path("budget").asText(),
                since == null ? Instant.EPOCH : since,
                blocked.path("reason").asText(),
                blocked.path("refused").asBoolean());
    }

    private static PodStep step(JsonNode step) {
        String[] owner = step.path("owner").asText().split("/", 2);
        return new PodStep(
                step.path("order").asInt(),
                step.path("pod").asText(),
                step.path("uid").asText(),
                constant(
                        DrainStep.Action.values(),
                        step.path("action").asText(),
                        DrainStep.Action.SKIP),
                constant(Tier.values(), step.path("tier").asText(), Tier.FINISHED),
                step.path("reason").asText(),
                owner.length == 2 ? new OwnerReference(owner[0], owner[1]) : null,
                PodState.of(step.path("state").asText()).orElse(PodState.WAITING),
                time(step.path("since")));
    }

    private static WorkloadCount workload(JsonNode workload) {
        OwnerReference owner =
                new OwnerReference(workload.path("kind").asText(), workload.path("name").asText());
        return new WorkloadCount(
                new Workload(workload.path("namespace").asText(), owner),
                workload.path("readyPods").asInt(),
                time(workload.path("missingSince")));
    }

    private static <T> T constant(T[] all, String text, T otherwise) {
        return Stream.of(all)
                .filter(one -> one.toString().equals(text))
                .findFirst()
                .orElse(otherwise);
    }

    private static <T> List<T> all(JsonNode list, Function<JsonNode, T> reader) {
        List<T> read = new ArrayList<>();
        list.forEach(item -> read.add(reader.apply(item)));
        return read;
    }

    private static @Nullable Instant time(JsonNode text) {
        return LabelPolicyReader.time(text).orElse(null);
    }
}
