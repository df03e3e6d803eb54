package dev.plimsoll.fleet;

import java.util.Arrays;
import java.util.List;
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
    NAMESPACE("v1", "Namespace", "/api/v1/namespaces"),
    NODE_LABEL_POLICY(
            "nlp.lento.dev/v1alpha1",
            "NodeLabelPolicy",
            "/apis/nlp.lento.dev/v1alpha1/nodelabelpolicies"),
    SECRET_STORE("SecretStore", "secretstores", List.of("v1", "v1beta1")),
    CLUSTER_SECRET_STORE("ClusterSecretStore", "clustersecretstores", List.of("v1", "v1beta1")),
    EXTERNAL_SECRET("ExternalSecret", "externalsecrets", List.of("v1", "v1beta1")),
    CLUSTER_EXTERNAL_SECRET(
            "ClusterExternalSecret", "clusterexternalsecrets", List.of("v1", "v1beta1")),
    PUSH_SECRET("PushSecret", "pushsecrets", List.of("v1alpha1"));

    private final List<String> apiVersions;
    private final String kind;
    private final List<String> paths;

    ResourceKind(String apiVersion, String kind, String path) {
        this.apiVersions = List.of(apiVersion);
        this.kind = kind;
        this.paths = List.of(path);
    }

    /** A kind of External Secrets, in versions whose fields are the same as far as we read them. */
    ResourceKind(String kind, String plural, List<String> versions) {
        String group = "external-secrets.io/";
        this.apiVersions = versions.stream().map(version -> group + version).toList();
        this.kind = kind;
        this.paths =
                versions.stream()
                        .map(version -> "/apis/" + group + version + "/" + plural)
                        .toList();
    }

    /** Finds a kind; one of a version that we do not read is another kind. */
    static Optional<ResourceKind> of(String apiVersion, String kind) {
        return Arrays.stream(values())
                .filter(known -> known.kind.equals(kind) && known.apiVersions.contains(apiVersion))
                .findFirst();
    }

    /** The version that we prefer. */
    public String apiVersion() {
        return apiVersions.getFirst();
    }

    public String kind() {
        return kind;
    }

    /** Where the API server lists all objects of the kind, the preferred version first. */
    List<String> paths() {
        return paths;
    }

    /** The name in the plural as kubectl takes it. */
    public String plural() {
        String path = paths.getFirst();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
