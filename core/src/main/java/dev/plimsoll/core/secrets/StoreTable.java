package dev.plimsoll.core.secrets;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds stores by name: one of a namespace and one of the cluster may share theirs. */
final class StoreTable {

    private final Collection<SecretStore> stores;
    private final Map<Id, SecretStore> byId = new HashMap<>();

    private record Id(String namespace, StoreReference store) {}

    StoreTable(Collection<SecretStore> stores) {
        this.stores = List.copyOf(stores);
        for (SecretStore store : stores) {
            StoreReference reference = new StoreReference(store.cluster(), store.name());
            byId.put(new Id(store.cluster() ? "" : store.namespace(), reference), store);
        }
    }

    /** Finds what a resource of the namespace means by a reference. */
    Optional<SecretStore> find(String namespace, StoreReference reference) {
        return Optional.ofNullable(
                byId.get(new Id(reference.cluster() ? "" : namespace, reference)));
    }

    /** Finds where a PushSecret writes to. */
    List<SecretStore> find(String namespace, SecretPush.Destination destination) {
        return switch (destination) {
            case SecretPush.Destination.Named(StoreReference store) ->
                    find(namespace, store).stream().toList();
            case SecretPush.Destination.Selected(var cluster, var selector) ->
                    stores.stream()
                            .filter(store -> store.cluster() == cluster)
                            .filter(store -> cluster || store.namespace().equals(namespace))
                            .filter(store -> selector.matches(store.labels()))
                            .toList();
        };
    }
}
