package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Awaits, after a touch, that External Secrets has read: the state of the resource says so by
 * another {@code refreshTime} or {@code syncedResourceVersion} than it had when it was touched. For
 * a ClusterExternalSecret all its children must.
 */
final class Confirmations {

    private final InstantSource clock;
    private final Duration patience;
    private final RefreshListener listener;
    private final Map<SecretUser, List<Awaited>> byReader = new HashMap<>();

    /** In the order in which patience ends. */
    private final Deque<Awaited> all = new ArrayDeque<>();

    /** A touch, and the states at it of those who are to read. */
    private static final class Awaited {
        private final SecretUser touched;
        private final Map<SecretUser, SecretUse> atTouch = new HashMap<>();
        private final Optional<Instant> eventAt;
        private final Instant until;

        Awaited(SecretUser touched, Optional<Instant> eventAt, Instant until) {
            this.touched = touched;
            this.eventAt = eventAt;
            this.until = until;
        }
    }

    Confirmations(InstantSource clock, Duration patience, RefreshListener listener) {
        this.clock = clock;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Begins to await.
     *
     * @param readers the states, right after the touch, of those that are to read; none: nothing is
     *     awaited
     */
    void await(SecretUser touched, Collection<SecretUse> readers, Optional<Instant> eventAt) {
        if (readers.isEmpty()) {
            return;
        }
        Awaited awaited = new Awaited(touched, eventAt, clock.instant().plus(patience));
        all.add(awaited);
        for (SecretUse reader : readers) {
            awaited.atTouch.put(reader.user(), reader);
            byReader.computeIfAbsent(reader.user(), _ -> new ArrayList<>(1)).add(awaited);
        }
    }

    /** Takes a resource's newest state. */
    void seen(SecretUse now) {
        for (Awaited awaited : List.copyOf(byReader.getOrDefault(now.user(), List.of()))) {
            SecretUse before = awaited.atTouch.get(now.user());
            if (before != null && now.readSince(before)) {
                done(awaited, now.user());
            }
        }
    }

    /** Takes that a resource is no more: it is not awaited any longer. */
    void gone(SecretUser user) {
        for (Awaited awaited : List.copyOf(byReader.getOrDefault(user, List.of()))) {
            forget(awaited, user);
            if (awaited.atTouch.isEmpty()) {
                all.remove(awaited);
            }
        }
    }

    private void done(Awaited awaited, SecretUser user) {
        forget(awaited, user);
        if (awaited.atTouch.isEmpty()) {
            all.remove(awaited);
            listener.confirmed(
                    awaited.touched,
                    awaited.eventAt.map(at -> Duration.between(at, clock.instant())));
        }
    }

    private void forget(Awaited awaited, SecretUser user) {
        awaited.atTouch.remove(user);
        byReader.computeIfPresent(
                user,
                (_, others) -> {
                    others.remove(awaited);
                    return others.isEmpty() ? null : others;
                });
    }

    /** Gives up what has been awaited for too long. */
    void expire() {
        Instant now = clock.instant();
        Awaited oldest = all.peek();
        while (oldest != null && !oldest.until.isAfter(now)) {
            all.remove();
            Awaited given = oldest;
            List.copyOf(given.atTouch.keySet()).forEach(user -> forget(given, user));
            listener.unconfirmed(given.touched);
            oldest = all.peek();
        }
    }

    Optional<Instant> nextDue() {
        return Optional.ofNullable(all.peek()).map(awaited -> awaited.until);
    }
}
