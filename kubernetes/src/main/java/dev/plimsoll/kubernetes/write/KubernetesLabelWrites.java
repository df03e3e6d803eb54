package dev.plimsoll.kubernetes.write;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.api.LabelPolicyStatusWriter;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes to the API server by merge patches that name the uid and the resource version. A write is
 * sent once and never repeated here.
 */
public final class KubernetesLabelWrites implements LabelWrites {

    private final Cluster cluster;
    private final Patches<Node> nodes;
    private final Patches<LabelPolicy> policies;
    private final InstantSource clock;
    private final ObjectMapper mapper = new ObjectMapper();

    public KubernetesLabelWrites(
            Cluster cluster, NodeStore nodes, LabelPolicyStore policies, InstantSource clock) {
        this.cluster = cluster;
        this.nodes = new Patches<>(cluster, nodes.store());
        this.policies = new Patches<>(cluster, policies.store());
        this.clock = clock;
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        return nodes.patch(patch.node(), patch.uid(), "", PatchBodies.node(patch));
    }

    /**
     * {@inheritDoc}
     *
     * <p>A merge patch can only replace the whole list of finalizers, so the others are read first;
     * a policy that has changed since it was decided on is a conflict.
     */
    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        ApiRequest read = ApiRequest.get(LabelPolicyStore.PATH + "/" + policy.name());
        ApiAnswer answer;
        JsonNode metadata;
        try {
            answer = cluster.send(read);
            if (!answer.successful()) {
                return policies.outcome(answer, policy.name(), policy.uid());
            }
            metadata = mapper.readTree(answer.body()).path("metadata");
        } catch (ApiException e) {
            return policies.unanswered(e);
        } catch (JacksonException e) {
            return new WriteOutcome.Doubtful<>("The policy cannot be read: " + e.getMessage());
        }
        if (!metadata.path("uid").asText().equals(policy.uid())) {
            return new WriteOutcome.Gone<>();
        }
        List<String> finalizers = new ArrayList<>();
        metadata.path("finalizers").forEach(each -> finalizers.add(each.asText()));
        if (finalizers.contains(LabelMarker.FINALIZER) == present) {
            return policies.outcome(answer, policy.name(), policy.uid());
        }
        if (!metadata.path("resourceVersion").asText().equals(policy.resourceVersion())) {
            return new WriteOutcome.Conflict<>("The policy has changed since it was read.");
        }
        if (present) {
            finalizers.add(LabelMarker.FINALIZER);
        } else {
            finalizers.remove(LabelMarker.FINALIZER);
        }
        String patch = PatchBodies.finalizers(policy, finalizers);
        return policies.patch(policy.name(), policy.uid(), "", patch);
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        String patch =
                PatchBodies.status(
                        policy, LabelPolicyStatusWriter.write(status, policy, clock.instant()));
        return policies.patch(policy.name(), policy.uid(), "/status", patch);
    }
}
