package dev.plimsoll.kubernetes.lease;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.WriteAnswers;
import dev.plimsoll.kubernetes.json.Json;
import java.io.IOException;
import java.time.Duration;

/**
 * Keeps the lease on the API server, over connections of its own: no other request of the process,
 * however slow or many, delays a renewal. Each request is sent once.
 */
public final class KubernetesLeaseStore implements LeaseStore, AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final String namespace;
    private final String name;
    private final String collection;
    private final String path;

    /**
     * Reads the configuration; the server is not asked anything yet.
     *
     * @param requestTimeout the longest wait for an answer
     * @throws ApiException when there is no usable configuration
     */
    public KubernetesLeaseStore(
            ClusterSource source, Duration requestTimeout, String namespace, String name)
            throws ApiException {
        this(new Cluster(source, Deadlines.STANDARD.withRequest(requestTimeout)), namespace, name);
    }

    /**
     * Takes over a way to the cluster that nothing fences, and closes it in the end.
     *
     * @param cluster bounds each request by the longest wait for a renewal
     */
    public KubernetesLeaseStore(Cluster cluster, String namespace, String name) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.name = name;
        this.collection = LeaseObject.collection(namespace);
        this.path = collection + "/" + name;
    }

    @Override
    public WriteOutcome<LeaseRecord> read() {
        return send(ApiRequest.get(path));
    }

    @Override
    public WriteOutcome<LeaseRecord> create(LeaseRecord lease) {
        return send(ApiRequest.post(collection, LeaseBody.create(namespace, name, lease)));
    }

    @Override
    public WriteOutcome<LeaseRecord> update(LeaseRecord lease) {
        return send(ApiRequest.mergePatch(path, LeaseBody.patch(lease)));
    }

    private WriteOutcome<LeaseRecord> send(ApiRequest request) {
        try {
            return outcome(cluster.send(request));
        } catch (ApiException e) {
            return WriteAnswers.unanswered(e, SOON);
        }
    }

    private static WriteOutcome<LeaseRecord> outcome(ApiAnswer answer) {
        if (answer.successful()) {
            try {
                return new WriteOutcome.Done<>(Json.read(answer.body(), LeaseBody::read));
            } catch (IOException e) {
                return new WriteOutcome.Doubtful<>("The lease cannot be read: " + e.getMessage());
            }
        }
        return WriteAnswers.refused(answer, SOON);
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        cluster.close();
    }
}
