package dev.plimsoll.core.secrets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says that a parameter or a secret has changed.
 *
 * @param id of the event, the same however often it is delivered; empty where there is none
 * @param service empty where only a bare name was sent, which then means either service
 * @param account empty where it is not known: it then fits every store
 * @param region empty where it is not known: it then fits every store
 * @param names of what changed, the likeliest first; never empty
 * @param operation what was done, in the service's own word
 * @param at when it happened
 */
public record SecretChange(
        Optional<String> id,
        Optional<AwsService> service,
        Optional<String> account,
        Optional<String> region,
        List<String> names,
        String operation,
        Optional<Instant> at) {

    public SecretChange {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A change needs the name of what has changed.");
        }
    }

    /** The likeliest name. */
    public String name() {
        return names.getFirst();
    }

    /**
     * Asks for a key as a person writes it, of whatever service, account and region it leaves open.
     */
    public static SecretChange of(
            RemoteKey key,
            Optional<AwsService> service,
            Optional<String> account,
            Optional<String> region) {
        return new SecretChange(
                Optional.empty(),
                key.service().or(() -> service),
                key.account().or(() -> account),
                key.region().or(() -> region),
                key.names(),
                "",
                Optional.empty());
    }
}
