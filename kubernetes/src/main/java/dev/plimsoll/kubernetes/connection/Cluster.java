package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.core.port.Fence;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;

/**
 * Talks to one API server. Nothing here waits longer than its deadline, whatever the server, the
 * network, a name server or a credential plugin does, and no write is sent twice: only a GET may be
 * repeated by the JDK's client, when the connection broke before any answer.
 *
 * <p>Tokens of files and plugins are renewed as they expire. When the server refuses us all the
 * same, or we do not trust it, the whole configuration is read again (at most every ten seconds)
 * and the next request goes out with it: a rotated CA or client certificate needs no restart.
 *
 * <p>A write asks the fence before its first byte goes out and again before its body does, which is
 * when the server has asked for it, however long that took; without its body the server does
 * nothing. It tells the server how long it will wait, and the server drops what it cannot carry out
 * until then.
 */
public final class Cluster implements AutoCloseable {

    private static final Duration RELOAD_PAUSE = Duration.ofSeconds(10);

    private final ClusterSource source;
    private final Deadlines deadlines;
    private final Fence fence;
    private final CallStarter starter = new CallStarter();
    private final Pulse loaded = new Pulse();
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile Transport transport;
    private volatile boolean outdated;

    /**
     * Reads the configuration; the server is not asked anything yet. Nothing holds its writes.
     *
     * @throws ApiException when there is no usable configuration
     */
    public Cluster(ClusterSource source, Deadlines deadlines) throws ApiException {
        this(source, deadlines, Fence.NONE);
    }

    /**
     * Reads the configuration; the server is not asked anything yet.
     *
     * @param fence holds every write
     * @throws ApiException when there is no usable configuration
     */
    public Cluster(ClusterSource source, Deadlines deadlines, Fence fence) throws ApiException {
        this.source = source;
        this.deadlines = deadlines;
        this.fence = fence;
        try {
            transport = started(this::load, "the configured address", deadlines.credentials());
        } catch (ApiException e) {
            starter.close();
            throw e;
        }
    }

    /** Host and port. */
    public String server() {
        return transport.server();
    }

    public Deadlines deadlines() {
        return deadlines;
    }

    /**
     * Asks once and waits for the whole answer, at most {@link Deadlines#request}.
     *
     * @throws ApiException when there is no answer; the request may have been carried out, unless
     *     the fence {@linkplain Interruption#WITHHELD withheld} it
     */
    public ApiAnswer send(ApiRequest request) throws ApiException {
        Duration limit = deadlines.request();
        StreamLimits limits = new StreamLimits(limit, limit, false);
        return whole(open(request, limit, limits, new Pulse(), false, Encoding.JSON));
    }

    /**
     * Opens the answer to a GET as a stream of JSON.
     *
     * @param zipped whether the server may pack the body
     * @param pulse beats with every byte
     * @throws ApiException when there is no answer, or none that is a success
     */
    public ApiStream stream(String path, StreamLimits limits, boolean zipped, Pulse pulse)
            throws ApiException {
        return stream(path, limits, zipped, pulse, Encoding.JSON);
    }

    /**
     * Opens the answer to a GET as a stream.
     *
     * @param zipped whether the server may pack the body
     * @param pulse beats with every byte
     * @param encoding what is asked for; whatever comes, {@link ApiStream#object} and {@link
     *     ApiStream#events} read it
     * @throws ApiException when there is no answer, or none that is a success
     */
    public ApiStream stream(
            String path, StreamLimits limits, boolean zipped, Pulse pulse, Encoding encoding)
            throws ApiException {
        ApiRequest request = ApiRequest.get(path);
        ApiStream answer = open(request, deadlines.headers(), limits, pulse, zipped, encoding);
        if (encoding != Encoding.JSON && (answer.code() == 406 || answer.code() == 415)) {
            // It should have chosen JSON by itself; something in between wants to be asked plainly.
            answer.close();
            return stream(path, limits, zipped, pulse, Encoding.JSON);
        }
        if (answer.code() != 200) {
            throw Diagnosis.refused(server(), path, refusal(answer));
        }
        return answer;
    }

    /** Reads why; a server that does not say it in time has still refused. */
    private ApiAnswer refusal(ApiStream answer) {
        try {
            answer.endWithin(deadlines.request());
            return whole(answer);
        } catch (ApiException e) {
            return new ApiAnswer(answer.code(), "", answer.retryAfter());
        }
    }

    private ApiAnswer whole(ApiStream answer) throws ApiException {
        try (answer) {
            return answer.whole();
        } catch (ApiException e) {
            throw e;
        } catch (IOException e) {
            throw Diagnosis.unanswered(server(), e);
        }
    }

    private ApiStream open(
            ApiRequest request,
            Duration limit,
            StreamLimits limits,
            Pulse pulse,
            boolean zipped,
            Encoding encoding)
            throws ApiException {
        long end = System.nanoTime() + limit.toNanos();
        if (outdated) {
            reload(server(), limit);
        }
        Transport via = transport;
        Exchange exchange = via.begin(request.writes() ? fence : Fence.NONE);
        ByteStream bytes = new ByteStream(limits, pulse, via.server(), exchange::cancel);
        try {
            HttpRequest outgoing = outgoing(request, via, exchange, zipped, encoding, limit);
            CompletableFuture<HttpResponse<AsyncBody>> answer =
                    started(
                            () ->
                                    via.client()
                                            .consumeBytes(
                                                    outgoing, (list, body) -> bytes.arrived(list)),
                            via.server(),
                            limit);
            HttpResponse<AsyncBody> head = within(answer, via.server(), end, limit);
            outdated = head.code() == 401;
            return new ApiStream(head, bytes);
        } catch (ApiException e) {
            outdated |= Diagnosis.find(e, SSLException.class) != null;
            bytes.close();
            throw e;
        }
    }

    private static HttpRequest outgoing(
            ApiRequest request,
            Transport via,
            Exchange exchange,
            boolean zipped,
            Encoding encoding,
            Duration limit) {
        HttpRequest.Builder builder =
                via.client()
                        .newHttpRequestBuilder()
                        .uri(
                                via.uri(
                                        request.writes()
                                                ? limited(request.path(), limit)
                                                : request.path()))
                        .header(CancellableClient.HEADER, exchange.id())
                        .header("Accept", encoding.accept());
        if (zipped) {
            builder.header("Accept-Encoding", "gzip");
        }
        request.body()
                .ifPresent(body ->
                        builder.method(request.method(), body.contentType(), body.content()));
        return builder.build();
    }

    /** Names the time that the server has for it, counted from when it has received it. */
    private static String limited(String path, Duration limit) {
        return path + (path.contains("?") ? "&" : "?") + "timeout=" + limit.toMillis() + "ms";
    }

    private static <T> T within(
            CompletableFuture<T> answer, String server, long end, Duration limit)
            throws ApiException {
        try {
            return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            String cause = "nothing was answered within " + limit.toSeconds() + " s";
            throw broken(Interruption.UNANSWERED, server, cause, e);
        } catch (ExecutionException e) {
            throw Diagnosis.unanswered(server, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(Interruption.CLOSED, server, "the wait was interrupted", e);
        } finally {
            // Where an answer comes after all, fabric8 then drops its body.
            var _ = answer.cancel(true);
        }
    }

    private <T> T started(Callable<T> call, String server, Duration limit) throws ApiException {
        try {
            return starter.call(call, limit);
        } catch (TimeoutException e) {
            String cause =
                    "its name server or the credential plugin took longer than "
                            + limit.toSeconds()
                            + " s";
            throw broken(Interruption.UNANSWERED, server, cause, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ApiException known
                    ? known
                    : Diagnosis.unanswered(server, e.getCause() == null ? e : e.getCause());
        } catch (RejectedExecutionException e) {
            throw broken(Interruption.CLOSED, server, "it was closed on our side", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(Interruption.CLOSED, server, "the wait was interrupted", e);
        }
    }

    private static ApiException broken(
            Interruption how, String server, String cause, Exception thrown) {
        return new ApiException(how, new AccessProblem.Unreachable(server, cause), thrown);
    }

    private Transport load() throws ApiException {
        return new Transport(ConfigLoader.load(source, deadlines, System.getenv()));
    }

    private void reload(String server, Duration limit) {
        if (!reloading.tryLock()) {
            return;
        }
        try {
            if (outdated && loaded.age().compareTo(RELOAD_PAUSE) > 0) {
                loaded.beat();
                // Streams on the old one go on to their end; it is collected with the last.
                transport = started(this::load, server, limit);
                outdated = false;
            }
        } catch (ApiException e) {
            // The old configuration is the best there is; the next failure tries again.
        } finally {
            reloading.unlock();
        }
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        starter.close();
        transport.close();
    }
}
