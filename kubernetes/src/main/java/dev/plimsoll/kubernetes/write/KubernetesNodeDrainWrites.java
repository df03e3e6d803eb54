package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.NodeDrainWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.api.NodeDrainStatusWriter;
import dev.plimsoll.kubernetes.api.NodeDrainWriter;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.WriteAnswers;
import dev.plimsoll.kubernetes.nodedrains.NodeDrainStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Writes NodeDrains to the API server, by merge patches that name the uid and the resource version.
 * A write is sent once and never repeated here.
 */
public final class KubernetesNodeDrainWrites implements NodeDrainWrites, NodeDrainOrders {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Patches<NodeDrain> drains;
    private final Finalizers<NodeDrain> finalizers;
    private final InstantSource clock;

    public KubernetesNodeDrainWrites(Cluster cluster, NodeDrainStore drains, InstantSource clock) {
        this.cluster = cluster;
        this.drains = new Patches<>(cluster, drains.store());
        this.finalizers =
                new Finalizers<>(cluster, this.drains, NodeDrainStore.PATH, NodeDrain.FINALIZER);
        this.clock = clock;
    }

    @Override
    public WriteOutcome<NodeDrain> setFinalizer(NodeDrain drain, boolean present) {
        return finalizers.set(drain.name(), drain.uid(), drain.resourceVersion(), present);
    }

    @Override
    public WriteOutcome<NodeDrain> writeStatus(NodeDrain drain, NodeDrainStatus status) {
        String patch =
                PatchBodies.status(
                        drain.uid(),
                        drain.resourceVersion(),
                        NodeDrainStatusWriter.write(status, drain, clock.instant()));
        return drains.patch(drain.name(), drain.uid(), "/status", patch);
    }

    @Override
    public WriteOutcome<NodeDrain> delete(NodeDrain drain) {
        String body = PatchBodies.preconditions(drain.uid(), drain.resourceVersion());
        try {
            ApiAnswer answer =
                    cluster.send(ApiRequest.delete(NodeDrainStore.PATH + "/" + drain.name(), body));
            // The answer shows a status or the last state; the watch tells that it is gone.
            return answer.successful()
                    ? new WriteOutcome.Done<>(drain)
                    : drains.outcome(answer, drain.name(), drain.uid());
        } catch (ApiException e) {
            return drains.unanswered(e);
        }
    }

    @Override
    public WriteOutcome<NodeDrain> create(
            String name, Map<String, String> labels, NodeDrainSpec spec) {
        String body = NodeDrainWriter.write(name, labels, spec).toString();
        try {
            ApiAnswer answer = cluster.send(ApiRequest.post(NodeDrainStore.PATH, body));
            // One that is there already is no sign that ours is gone.
            return answer.successful()
                    ? drains.outcome(answer, name, "")
                    : WriteAnswers.refused(answer, SOON);
        } catch (ApiException e) {
            return drains.unanswered(e);
        }
    }

    @Override
    public WriteOutcome<NodeDrain> cancel(NodeDrain drain) {
        return drains.patch(
                drain.name(),
                drain.uid(),
                "",
                PatchBodies.cancel(drain.uid(), drain.resourceVersion()));
    }
}
