package dev.plimsoll.kubernetes.feed;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiStatus;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Interruption;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Judges what can happen to a body while it is read. */
final class StreamFailure {

    private StreamFailure() {}

    static ApiException of(Cluster cluster, IOException failure) {
        return switch (failure) {
            case ApiException known -> known;
            case JsonEOFException cut -> cut(cluster, cut);
            case JacksonException garbage -> garbage(cluster, garbage.getOriginalMessage());
            default -> cut(cluster, failure);
        };
    }

    static ApiException garbage(Cluster cluster, String what) {
        return failing(cluster, Interruption.GARBAGE, "it sends no Kubernetes objects: " + what);
    }

    static ApiException stale(Cluster cluster) {
        return failing(
                cluster, Interruption.STALE, "it shows an older state than it has shown before");
    }

    static ApiException ended(Cluster cluster) {
        return failing(cluster, Interruption.ENDED, "it ended a watch before anything came");
    }

    /** Judges the ERROR event of a watch. */
    static ApiException event(Cluster cluster, ApiStatus status) {
        Interruption how =
                switch (status.code()) {
                    case 410 -> Interruption.GONE;
                    case 429 -> Interruption.BUSY;
                    default -> Interruption.FAILED;
                };
        return failing(cluster, how, status.code() + " " + status.message());
    }

    private static ApiException cut(Cluster cluster, IOException failure) {
        return new ApiException(
                Interruption.CUT,
                new AccessProblem.Unreachable(cluster.server(), "the connection broke"),
                failure);
    }

    private static ApiException failing(Cluster cluster, Interruption how, String message) {
        Optional<Duration> soon = Optional.empty();
        return new ApiException(
                how, new AccessProblem.Failing(cluster.server(), message), soon, null);
    }
}
