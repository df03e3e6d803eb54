package dev.plimsoll.core.secrets;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds stores by name: one of a namespace and one of the cluster may share theirs. */
final class StoreTable {

    private final Map<Id, SecretStore> byId = new HashMap<>();

    /**
     * What a resource means by a reference.
     *
     * @param namespace empty for a store of the cluster
     */
    record Id(String namespace, StoreReference store) {

        static Id of(String namespace, StoreReference store) {
            return new Id(store.cluster() ? "" : namespace, store);
        }

        static Id of(SecretStore store) {
            return of(store.namespace(), new StoreReference(store.cluster(), store.name()));
        }
    }

    void put(SecretStore store) {
        byId.put(Id.of(store), store);
    }

    void remove(SecretStore store) {
        byId.remove(Id.of(store));
    }

    Optional<SecretStore> find(Id id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Finds where a PushSecret writes to. */
    List<SecretStore> find(String namespace, SecretPush.Destination destination) {
        return switch (destination) {
            case SecretPush.Destination.Named(StoreReference store) ->
                    find(Id.of(namespace, store)).stream().toList();
            case SecretPush.Destination.Selected(var cluster, var selector) ->
                    byId.values().stream()
                            .filter(store -> store.cluster() == cluster)
                            .filter(store -> cluster || store.namespace().equals(namespace))
                            .filter(store -> selector.matches(store.labels()))
                            .toList();
        };
    }
}
