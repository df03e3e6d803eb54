package dev.plimsoll.core.secrets;

import dev.plimsoll.core.fleet.LabelSelector;
import java.util.List;
import java.util.Optional;

/**
 * A PushSecret: writes a Secret of the cluster to keys outside.
 *
 * @param source the Secret; empty where it is selected by labels or generated, which cannot be
 *     followed without reading Secrets
 * @param keys before the stores' prefixes
 */
public record SecretPush(
        String uid,
        String namespace,
        String name,
        Optional<String> source,
        List<Destination> destinations,
        List<String> keys) {

    public SecretPush {
        destinations = List.copyOf(destinations);
        keys = List.copyOf(keys);
    }

    /** Namespace and name. */
    public String id() {
        return namespace + "/" + name;
    }

    /** Says to which stores it writes. */
    public sealed interface Destination {

        /** One store by its name. */
        record Named(StoreReference store) implements Destination {}

        /** All stores of a kind that have the labels. */
        record Selected(boolean cluster, LabelSelector selector) implements Destination {}
    }
}
