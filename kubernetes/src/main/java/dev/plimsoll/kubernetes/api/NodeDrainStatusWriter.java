package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.BlockedPod;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.PodStep;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.WorkloadCount;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes {@code status} of a NodeDrain. */
public final class NodeDrainStatusWriter {

    private NodeDrainStatusWriter() {}

    /**
     * Makes the value of {@code status}; every field is there, null where it is empty, so that a
     * merge patch leaves nothing of the one before.
     *
     * @param before the drain as it was read; a condition that says the same there keeps its time
     * @param now the time of the write
     */
    public static ObjectNode write(NodeDrainStatus status, NodeDrain before, Instant now) {
        ObjectNode json = Conditions.status(status, before.status(), before.conditionsSince(), now);
        json.put("phase", status.phase().toString());
        json.put("message", status.message());
        json.put("nodeUid", status.nodeUid());
        json.set("instance", instance(status.instance()));
        json.putObject("pods")
                .put("total", status.pods().total())
                .put("evicted", status.pods().evicted())
                .put("skipped", status.pods().skipped())
                .put("remaining", status.pods().remaining());
        ArrayNode blocked = json.putArray("blockedBy");
        status.blockedBy().forEach(one -> blocked.add(blocked(one)));
        ArrayNode steps = json.putArray("steps");
        status.steps().forEach(step -> steps.add(step(step)));
        ArrayNode workloads = json.putArray("workloads");
        status.workloads().forEach(one -> workloads.add(workload(one)));
        json.put("startedAt", text(status.startedAt()));
        json.put("finishedAt", text(status.finishedAt()));
        return json;
    }

    private static @Nullable ObjectNode instance(@Nullable NodeEnd end) {
        return end == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("id", end.id())
                        .put("endedBy", end.endedBy().toString())
                        .put("reason", end.reason());
    }

    private static ObjectNode blocked(BlockedPod one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("pod", one.pod())
                .put("uid", one.uid())
                .put("budget", one.budget())
                .put("since", one.since().toString())
                .put("reason", one.reason())
                .put("refused", one.refused());
    }

    private static ObjectNode step(PodStep step) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("order", step.order())
                        .put("pod", step.pod())
                        .put("uid", step.uid())
                        .put("action", step.action().toString())
                        .put("tier", step.tier().toString())
                        .put("reason", step.reason())
                        .put("state", step.state().toString());
        OwnerReference owner = step.owner();
        if (owner != null) {
            json.put("owner", owner.kind() + "/" + owner.name());
        }
        if (step.since() != null) {
            json.put("since", text(step.since()));
        }
        return json;
    }

    private static ObjectNode workload(WorkloadCount one) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", one.workload().owner().kind())
                        .put("namespace", one.workload().namespace())
                        .put("name", one.workload().owner().name())
                        .put("readyPods", one.readyPods());
        if (one.missingSince() != null) {
            json.put("missingSince", text(one.missingSince()));
        }
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
