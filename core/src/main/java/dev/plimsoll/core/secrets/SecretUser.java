package dev.plimsoll.core.secrets;

import java.util.Comparator;

/**
 * Names a resource that uses keys.
 *
 * @param namespace empty for a ClusterExternalSecret
 */
public record SecretUser(Kind kind, String namespace, String name) {

    /** By kind, namespace and name. */
    public static final Comparator<SecretUser> ORDER =
            Comparator.comparing(SecretUser::kind)
                    .thenComparing(SecretUser::namespace)
                    .thenComparing(SecretUser::name);

    /** What it is. */
    public enum Kind {
        EXTERNAL_SECRET("ExternalSecret"),
        CLUSTER_EXTERNAL_SECRET("ClusterExternalSecret");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The kind as the API has it. */
        public String id() {
            return id;
        }
    }

    @Override
    public String toString() {
        return kind.id() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
