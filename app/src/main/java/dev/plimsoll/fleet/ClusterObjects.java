package dev.plimsoll.fleet;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiStream;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.connection.Pulse;
import dev.plimsoll.kubernetes.connection.StreamLimits;
import dev.plimsoll.kubernetes.json.JsonFields;
import dev.plimsoll.shell.CommandFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads the cluster as it is now, a kind after the other; the server answers from its cache. Pods,
 * of which there are most, are asked for at once: the server writes them out while nodes are read.
 */
public final class ClusterObjects implements ObjectSource {

    private static final int ATTEMPTS = 6;
    private static final Duration REST = Duration.ofSeconds(2);

    private final ClusterSource source;
    private final Clock clock;
    private final Encoding encoding;

    /**
     * @param encoding protobuf for readers that keep little of each object; JSON for who passes
     *     objects on as they are, since only JSON leaves out what is empty
     */
    public ClusterObjects(ClusterSource source, Clock clock, Encoding encoding) {
        this.source = source;
        this.clock = clock;
        this.encoding = encoding;
    }

    /** Leaves out a kind that is not installed or may not be read; nodes are never left out. */
    @Override
    public Found read(Set<ResourceKind> wanted, ObjectSink sink) {
        List<String> leftOut = new ArrayList<>();
        Set<ResourceKind> unread = EnumSet.noneOf(ResourceKind.class);
        try (Cluster cluster = new Cluster(source, Deadlines.STANDARD)) {
            Optional<FutureTask<ApiStream>> pods =
                    wanted.contains(ResourceKind.POD)
                            ? Optional.of(podsAtOnce(cluster))
                            : Optional.empty();
            for (ResourceKind kind : wanted) {
                try {
                    if (kind == ResourceKind.POD && pods.isPresent()) {
                        list(answer(pods.get()), kind, sink);
                    } else {
                        list(cluster, kind, sink);
                    }
                } catch (ApiException e) {
                    if (kind == ResourceKind.NODE) {
                        throw e;
                    }
                    leftOut.add(leftOut(kind, e));
                    unread.add(kind);
                }
            }
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    "what the API server sent is no Kubernetes list: "
                            + e.getOriginalMessage()
                            + ".",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        return new Found(Optional.of(clock.instant()), leftOut, unread);
    }

    /** Asks for an older version where the server does not know a newer one. */
    private void list(Cluster cluster, ResourceKind kind, ObjectSink sink) throws IOException {
        Iterator<String> paths = kind.paths().iterator();
        while (true) {
            try {
                list(ask(cluster, paths.next()), kind, sink);
                return;
            } catch (ApiException e) {
                if (!(e.problem() instanceof AccessProblem.NotInstalled) || !paths.hasNext()) {
                    throw e;
                }
            }
        }
    }

    /** Closing the cluster ends the request, should nobody come for its answer. */
    private FutureTask<ApiStream> podsAtOnce(Cluster cluster) {
        String path = ResourceKind.POD.paths().getFirst();
        FutureTask<ApiStream> pods = new FutureTask<>(() -> ask(cluster, path));
        Thread.ofPlatform().daemon().name("plimsoll-pods").start(pods);
        return pods;
    }

    private static ApiStream answer(FutureTask<ApiStream> asked) throws ApiException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException known) {
                throw known;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ApiStream ask(Cluster cluster, String path) throws ApiException {
        Deadlines deadlines = cluster.deadlines();
        StreamLimits limits = new StreamLimits(deadlines.listSilence(), deadlines.listPage(), true);
        return patiently(cluster, path + "?resourceVersion=0", limits);
    }

    private static void list(ApiStream opened, ResourceKind kind, ObjectSink sink)
            throws IOException {
        try (ApiStream answer = opened;
                JsonParser list = answer.object()) {
            if (list.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(list, "a list begins otherwise");
            }
            JsonFields.each(
                    list,
                    (field, value) -> {
                        if (field.equals("items")) {
                            JsonFields.elements(value, item -> item(kind, item, sink));
                        } else {
                            value.skipChildren();
                        }
                    });
        }
    }

    private static void item(ResourceKind kind, JsonParser item, ObjectSink sink)
            throws IOException {
        sink.object(kind, item);
        if (item.currentToken() == JsonToken.START_OBJECT) {
            item.skipChildren();
        }
    }

    /** Asks again where the server asks for it: right after a CRD was installed, or under load. */
    private ApiStream patiently(Cluster cluster, String path, StreamLimits limits)
            throws ApiException {
        for (int attempt = 1; ; attempt++) {
            try {
                return cluster.stream(path, limits, true, new Pulse(), encoding);
            } catch (ApiException e) {
                if (e.interruption() != Interruption.BUSY || attempt == ATTEMPTS) {
                    throw e;
                }
                rest(e.retryAfter().filter(asked -> asked.compareTo(REST) < 0).orElse(REST));
            }
        }
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static CommandFailure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CommandFailure("the wait for the API server was interrupted.", e);
    }

    private static String leftOut(ResourceKind kind, ApiException problem) throws ApiException {
        return switch (problem.problem()) {
            case AccessProblem.Forbidden(String message) ->
                    kind.plural() + " (forbidden: " + message + ")";
            case AccessProblem.NotInstalled ignored -> kind.plural() + " (not installed)";
            default -> throw problem;
        };
    }
}
