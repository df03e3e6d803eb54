package dev.plimsoll.kubernetes.connection;

import java.nio.file.Path;
import java.util.Optional;

/** Says where the address and the credentials of a cluster come from. */
public sealed interface ClusterSource {

    /** The context to use in place of the current one. */
    Optional<String> context();

    /** As kubectl does: {@code KUBECONFIG}, {@code ~/.kube/config}, the pod's service account. */
    record Surroundings(Optional<String> context) implements ClusterSource {}

    /** A file named by the user. */
    record Kubeconfig(Path file, Optional<String> context) implements ClusterSource {}
}
