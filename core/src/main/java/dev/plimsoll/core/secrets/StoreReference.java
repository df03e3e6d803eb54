package dev.plimsoll.core.secrets;

/**
 * Names a store.
 *
 * @param cluster a ClusterSecretStore, otherwise the SecretStore in the namespace of whoever names
 *     it
 */
public record StoreReference(boolean cluster, String name) {

    /** The kind as the API has it. */
    public String kind() {
        return cluster ? "ClusterSecretStore" : "SecretStore";
    }
}
