package dev.plimsoll.integrations.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends requests to one server and waits for each whole answer, at most until a deadline, whatever
 * the server, the network or a name server does. Redirections are not followed: credentials and
 * secret addresses are for one server.
 */
public final class Endpoint implements AutoCloseable {

    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Trust trust;
    private final Duration deadline;
    private final BodyHandler<String> body;

    /**
     * @param authority PEM certificates to trust in place of the JVM's; read again when it changes
     * @param deadline for a whole exchange
     * @param longestBytes a longer answer is none
     */
    public Endpoint(Optional<Path> authority, Duration deadline, long longestBytes) {
        this.trust = new Trust(authority, deadline);
        this.deadline = deadline;
        this.body =
                BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), longestBytes);
    }

    /** Sends once. */
    public Reply send(HttpRequest request) {
        Future<HttpResponse<String>> call =
                calls.submit(() -> {
                    HttpClient client = trust.client();
                    return client.send(request, body);
                });
        try {
            HttpResponse<String> answer = call.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply.Answered(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("date").flatMap(Endpoint::time));
        } catch (TimeoutException e) {
            return new Reply.Failed(
                    "did not answer within %s s".formatted(deadline.toMillis() / 1000.0));
        } catch (ExecutionException e) {
            return new Reply.Failed(cause(e.getCause() == null ? e : e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Failed("was not waited for, since we are ending");
        } finally {
            boolean _ = call.cancel(true);
        }
    }

    private static Optional<Instant> time(String date) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Words the cause without any part of the address, which may be a secret. */
    private static String cause(Throwable thrown) {
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            switch (one) {
                case UnknownHostException _ -> {
                    return "has a host name that cannot be found";
                }
                case UnresolvedAddressException _ -> {
                    return "has a host name that cannot be found";
                }
                case Trust.UnreadableException unreadable -> {
                    return String.valueOf(unreadable.getMessage());
                }
                case SSLException tls -> {
                    return "cannot be talked to over TLS: " + tls.getMessage();
                }
                default -> {}
            }
        }
        return switch (thrown) {
            case ConnectException _ -> "refuses connections";
            case IOException _ -> "broke the connection off, or its answer is too long";
            default -> "cannot be asked: " + thrown.getClass().getSimpleName();
        };
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        calls.shutdownNow();
        trust.close();
    }
}
