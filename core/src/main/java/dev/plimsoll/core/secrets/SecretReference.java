package dev.plimsoll.core.secrets;

import java.util.Optional;

/** One place in a resource that names, or searches for, parameters or secrets. */
public sealed interface SecretReference {

    /** The field, such as {@code data[0].remoteRef.key}. */
    String where();

    /** The store that this place names itself; empty where the resource's own one holds. */
    Optional<StoreReference> store();

    /**
     * Names one key.
     *
     * @param key a name or an ARN, before the store's prefix
     * @param version a version or a label
     */
    record Key(String where, Optional<StoreReference> store, String key, Optional<String> version)
            implements SecretReference {}

    /**
     * Searches.
     *
     * @param path under which to look; for Secrets Manager, how names begin
     * @param name what the full name must match; empty where none is asked for
     * @param tags asks for tags, which an event does not tell: it may match
     */
    record Find(
            String where,
            Optional<StoreReference> store,
            Optional<String> path,
            Optional<NamePattern> name,
            boolean tags)
            implements SecretReference {

        /** Tells whether the search may come upon a name. */
        boolean finds(String wanted, AwsService service) {
            boolean sought = path.isPresent() || name.isPresent() || tags;
            return sought
                    && path.map(folder -> under(folder, wanted, service)).orElse(true)
                    && name.map(pattern -> pattern.matches(wanted)).orElse(true);
        }

        private static boolean under(String folder, String wanted, AwsService service) {
            return switch (service) {
                // Everything is under the root, names without a slash too.
                case PARAMETER_STORE ->
                        folder.equals("/")
                                || wanted.startsWith(folder.endsWith("/") ? folder : folder + "/");
                case SECRETS_MANAGER -> wanted.startsWith(folder);
            };
        }
    }
}
