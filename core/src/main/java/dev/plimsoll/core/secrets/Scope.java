package dev.plimsoll.core.secrets;

import java.util.Optional;

/** Where a key lies; what is empty is not known and fits everything. */
record Scope(AwsService service, Optional<String> region, Optional<String> account) {

    /**
     * Combines where a store looks with what a key says of itself.
     *
     * @return empty where the two contradict each other: such a key is never found
     */
    static Optional<Scope> of(SecretStore.Provider provider, RemoteKey key) {
        boolean possible =
                fits(key.service(), Optional.of(provider.service()))
                        && fits(key.region(), provider.region());
        // The account is the key's own: another account may have shared it.
        return possible
                ? Optional.of(
                        new Scope(
                                provider.service(),
                                provider.region().or(key::region),
                                key.account().or(provider::account)))
                : Optional.empty();
    }

    static Scope of(SecretStore.Provider provider) {
        return new Scope(provider.service(), provider.region(), provider.account());
    }

    boolean covers(SecretChange change) {
        return fits(change.service(), Optional.of(service))
                && fits(change.region(), region)
                && fits(change.account(), account);
    }

    private static <T> boolean fits(Optional<T> one, Optional<T> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }
}
