package dev.plimsoll.fleet;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of objects that decisions read, in the order in which they are read. */
public enum ResourceKind {
    NODE("v1", "Node", "/api/v1/nodes"),
    POD("v1", "Pod", "/api/v1/pods"),
    POD_DISRUPTION_BUDGET(
            "policy/v1", "PodDisruptionBudget", "/apis/policy/v1/poddisruptionbudgets"),
    REPLICA_SET("apps/v1", "ReplicaSet", "/apis/apps/v1/replicasets"),
    DEPLOYMENT("apps/v1", "Deployment", "/apis/apps/v1/deployments"),
    STATEFUL_SET("apps/v1", "StatefulSet", "/apis/apps/v1/statefulsets"),
    DAEMON_SET("apps/v1", "DaemonSet", "/apis/apps/v1/daemonsets"),
    JOB("batch/v1", "Job", "/apis/batch/v1/jobs"),
    PERSISTENT_VOLUME_CLAIM("v1", "PersistentVolumeClaim", "/api/v1/persistentvolumeclaims"),
    PERSISTENT_VOLUME("v1", "PersistentVolume", "/api/v1/persistentvolumes"),
    NODE_LABEL_POLICY(
            "nlp.lento.dev/v1alpha1",
            "NodeLabelPolicy",
            "/apis/nlp.lento.dev/v1alpha1/nodelabelpolicies");

    private final String apiVersion;
    private final String kind;
    private final String path;

    ResourceKind(String apiVersion, String kind, String path) {
        this.apiVersion = apiVersion;
        this.kind = kind;
        this.path = path;
    }

    /** Finds a kind; one of another version is another kind. */
    static Optional<ResourceKind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(known -> known.kind.equals(kind) && known.apiVersion.equals(apiVersion))
                .findFirst();
    }

    public String apiVersion() {
        return apiVersion;
    }

    public String kind() {
        return kind;
    }

    /** Where the API server lists all objects of the kind. */
    String path() {
        return path;
    }

    /** The name in the plural as kubectl takes it. */
    public String plural() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
