package dev.plimsoll.core.secrets;

import java.util.Map;
import java.util.Optional;

/**
 * A SecretStore or ClusterSecretStore, as far as it decides what a key means.
 *
 * @param namespace empty for a ClusterSecretStore
 * @param labels by which a PushSecret may select it
 * @param provider empty where it reads something other than AWS
 */
public record SecretStore(
        String uid,
        boolean cluster,
        String namespace,
        String name,
        Map<String, String> labels,
        Optional<Provider> provider) {

    public SecretStore {
        labels = Map.copyOf(labels);
    }

    /**
     * Where a store looks.
     *
     * @param region empty where it is left to the surroundings of External Secrets
     * @param account of the role that it takes on; empty where it takes on none, or is given one in
     *     a way that does not show here
     * @param prefix put before each key, but not before what is searched for; may be empty
     */
    public record Provider(
            AwsService service, Optional<String> region, Optional<String> account, String prefix) {}
}
