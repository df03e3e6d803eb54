package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.api.LabelPolicyStatusWriter;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.nodes.NodeStore;
import dev.plimsoll.kubernetes.policies.LabelPolicyStore;
import java.time.InstantSource;

/**
 * Writes to the API server by merge patches that name the uid and the resource version. A write is
 * sent once and never repeated here.
 */
public final class KubernetesLabelWrites implements LabelWrites {

    private final Patches<Node> nodes;
    private final Patches<LabelPolicy> policies;
    private final Finalizers<LabelPolicy> finalizers;
    private final InstantSource clock;

    public KubernetesLabelWrites(
            Cluster cluster, NodeStore nodes, LabelPolicyStore policies, InstantSource clock) {
        this.nodes = new Patches<>(cluster, nodes.store());
        this.policies = new Patches<>(cluster, policies.store());
        this.finalizers =
                new Finalizers<>(
                        cluster, this.policies, LabelPolicyStore.PATH, LabelMarker.FINALIZER);
        this.clock = clock;
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        return nodes.patch(patch.node(), patch.uid(), "", PatchBodies.node(patch));
    }

    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        return finalizers.set(policy.name(), policy.uid(), policy.resourceVersion(), present);
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        String patch =
                PatchBodies.status(
                        policy.uid(),
                        policy.resourceVersion(),
                        LabelPolicyStatusWriter.write(status, policy, clock.instant()));
        return policies.patch(policy.name(), policy.uid(), "/status", patch);
    }
}
