package dev.plimsoll.core.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Knows which Secrets PushSecrets write to which keys, so that a change which the cluster itself
 * has made is not fed back into what has made it.
 */
final class PushGraph {

    private final Map<Secret, List<Pushed>> pushed = new HashMap<>();

    /** A Secret in the cluster. */
    private record Secret(String namespace, String name) {}

    /** A key that is written, and by whom. */
    private record Pushed(SecretPush push, Scope scope, List<String> names) {

        boolean writes(SecretChange change) {
            return scope.covers(change) && names.stream().anyMatch(change.names()::contains);
        }

        SecretChange change() {
            return new SecretChange(
                    Optional.empty(),
                    Optional.of(scope.service()),
                    scope.account(),
                    scope.region(),
                    names,
                    "",
                    Optional.empty());
        }
    }

    PushGraph(Collection<SecretPush> pushes, StoreTable stores) {
        for (SecretPush push : pushes) {
            push.source().ifPresent(source -> add(push, source, stores));
        }
    }

    private void add(SecretPush push, String source, StoreTable stores) {
        List<Pushed> keys =
                pushed.computeIfAbsent(
                        new Secret(push.namespace(), source), ignored -> new ArrayList<>());
        for (SecretPush.Destination destination : push.destinations()) {
            for (SecretStore store : stores.find(push.namespace(), destination)) {
                store.provider().ifPresent(provider -> keys.addAll(keys(push, provider)));
            }
        }
    }

    private static List<Pushed> keys(SecretPush push, SecretStore.Provider provider) {
        List<Pushed> keys = new ArrayList<>();
        for (String key : push.keys()) {
            RemoteKey remote = RemoteKey.of(provider.prefix() + key, provider.service());
            Scope.of(provider, remote)
                    .ifPresent(scope -> keys.add(new Pushed(push, scope, remote.names())));
        }
        return keys;
    }

    /**
     * Finds the PushSecret by which a refresh of the resource would come back to the change, over
     * however many Secrets and keys.
     *
     * @param readers who reads what has changed
     */
    Optional<SecretPush> back(
            SecretUse start, SecretChange change, Function<SecretChange, Set<SecretUse>> readers) {
        Set<Secret> seen = new HashSet<>();
        Deque<Secret> open = new ArrayDeque<>();
        visit(start, seen, open);
        while (!open.isEmpty()) {
            for (Pushed key : pushed.getOrDefault(open.remove(), List.of())) {
                if (key.writes(change)) {
                    return Optional.of(key.push());
                }
                readers.apply(key.change()).forEach(reader -> visit(reader, seen, open));
            }
        }
        return Optional.empty();
    }

    private void visit(SecretUse use, Set<Secret> seen, Deque<Secret> open) {
        for (String namespace : use.namespaces()) {
            Secret written = new Secret(namespace, use.target());
            if (pushed.containsKey(written) && seen.add(written)) {
                open.add(written);
            }
        }
    }
}
