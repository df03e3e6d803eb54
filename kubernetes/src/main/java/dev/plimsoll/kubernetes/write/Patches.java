package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.WriteAnswers;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import dev.plimsoll.kubernetes.json.Json;
import java.io.IOException;
import java.time.Duration;

/**
 * Sends merge patches for one kind of object, tells what became of them, and shows what was written
 * in the store before it returns.
 *
 * @param <T> the kind of object
 */
final class Patches<T> {

    /** For a server that is busy, or not there, and does not say for how long. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Store<T> store;
    private final ResourceType<T> type;

    Patches(Cluster cluster, Store<T> store) {
        this.cluster = cluster;
        this.store = store;
        this.type = store.type();
    }

    /**
     * @param subresource for example {@code /status}, or empty
     * @param patch must name the uid and the resource version: the server then refuses it for any
     *     other object and state
     */
    WriteOutcome<T> patch(String name, String uid, String subresource, String patch) {
        return patchAt(type.path() + "/" + name + subresource, name, uid, patch);
    }

    /**
     * @param path of the object, for kinds that live in namespaces
     * @param key of the object in the store
     */
    WriteOutcome<T> patchAt(String path, String key, String uid, String patch) {
        return send(ApiRequest.mergePatch(path, patch), key, uid);
    }

    private WriteOutcome<T> send(ApiRequest request, String name, String uid) {
        try {
            return outcome(cluster.send(request), name, uid);
        } catch (ApiException e) {
            return unanswered(e);
        }
    }

    WriteOutcome<T> unanswered(ApiException failure) {
        return WriteAnswers.unanswered(failure, SOON);
    }

    /** Judges an answer that shows or refuses the object. */
    WriteOutcome<T> outcome(ApiAnswer answer, String name, String uid) {
        if (answer.successful()) {
            return done(answer);
        }
        return answer.code() == 409 && replaced(name, uid)
                ? new WriteOutcome.Gone<>()
                : WriteAnswers.refused(answer, SOON);
    }

    private WriteOutcome<T> done(ApiAnswer answer) {
        try {
            T after = Json.read(answer.body(), type.reader());
            store.offer(after);
            return new WriteOutcome.Done<>(after);
        } catch (IOException e) {
            return new WriteOutcome.Doubtful<>("It was written, but the answer cannot be read.");
        }
    }

    /** Tells whether another object bears the name by now, as far as is known. */
    private boolean replaced(String name, String uid) {
        T known = store.get(name);
        return known != null && !type.uid().apply(known).equals(uid);
    }
}
