package dev.plimsoll.core.secrets;

import java.util.List;
import java.util.Optional;

/**
 * A reference with the store it goes through.
 *
 * @param names it may have at the provider; empty for a search
 * @param pinned the version that it reads for ever
 */
record Place(
        SecretUser user,
        SecretReference reference,
        StoreReference store,
        Scope scope,
        List<String> names,
        Optional<String> pinned) {

    private static final String VERSION_ID = "uuid/";

    /** Resolves a reference; empty where it can never find anything. */
    static Optional<Place> of(
            SecretUser user,
            SecretReference reference,
            StoreReference store,
            SecretStore.Provider provider) {
        return switch (reference) {
            case SecretReference.Key key -> named(user, key, store, provider);
            case SecretReference.Find find ->
                    Optional.of(
                            new Place(
                                    user,
                                    find,
                                    store,
                                    Scope.of(provider),
                                    List.of(),
                                    Optional.empty()));
        };
    }

    private static Optional<Place> named(
            SecretUser user,
            SecretReference.Key key,
            StoreReference store,
            SecretStore.Provider provider) {
        RemoteKey remote = RemoteKey.of(provider.prefix() + key.key(), provider.service());
        Optional<String> pinned =
                key.version()
                        .or(remote::version)
                        .filter(version -> pins(version, provider.service()));
        return Scope.of(provider, remote)
                .map(scope -> new Place(user, key, store, scope, remote.names(), pinned));
    }

    /** A label or a stage is no pin: it moves from version to version. */
    private static boolean pins(String version, AwsService service) {
        return switch (service) {
            case PARAMETER_STORE ->
                    !version.isEmpty() && version.chars().allMatch(c -> c >= '0' && c <= '9');
            case SECRETS_MANAGER -> version.startsWith(VERSION_ID);
        };
    }

    /** Tells whether a search comes upon what has changed. */
    boolean finds(SecretChange change) {
        return reference instanceof SecretReference.Find find
                && scope.covers(change)
                && change.names().stream().anyMatch(name -> find.finds(name, scope.service()));
    }
}
