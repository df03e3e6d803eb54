package dev.plimsoll.kubernetes.feed;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiStream;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Pulse;
import dev.plimsoll.kubernetes.connection.StreamLimits;
import java.io.IOException;
import java.time.Duration;

/**
 * One watch on one connection, from its request to its end.
 *
 * @param age after which the server is asked to end it
 */
record Watch<T>(Cluster cluster, ResourceType<T> type, Duration age, Pulse bytes) {

    /** Hears what comes. */
    interface Sink<T> {

        /** The server has agreed. */
        void opened();

        /** Something whole has come. */
        void event(WatchEvent<T> event) throws ApiException;
    }

    /**
     * Follows the changes after a resource version until the server ends the stream in good order.
     *
     * @throws ApiException when it ends in any other way
     */
    void run(String resourceVersion, Sink<T> sink) throws ApiException {
        String path =
                type.path(
                        "watch=true&allowWatchBookmarks=true&resourceVersion=%s&timeoutSeconds=%d"
                                .formatted(resourceVersion, Math.max(1, age.toSeconds())));
        // The server ends it by itself; one that does not gets a little grace.
        StreamLimits limits =
                new StreamLimits(
                        cluster.deadlines().watchSilence(), age.plus(age.dividedBy(20)), false);
        try (ApiStream stream = cluster.stream(path, limits, false, bytes, type.encoding())) {
            // Before there is a parser, for that waits for the first bytes: up to two minutes.
            sink.opened();
            events(stream, sink);
        } catch (IOException e) {
            throw StreamFailure.of(cluster, e);
        }
    }

    private void events(ApiStream stream, Sink<T> sink) throws IOException {
        try (JsonParser parser = stream.events()) {
            while (parser.nextToken() != null) {
                WatchEvent<T> event = WatchEvent.read(parser, type);
                if (event == null) {
                    throw StreamFailure.garbage(cluster, "a watch event has no object");
                }
                sink.event(event);
                stream.progressed();
            }
        }
    }
}
