package dev.plimsoll.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Speaks plain JSON with an API server as one user: for thousands of writes a typed client costs
 * more than the server. Safe for many threads; each request in flight has a connection of its own.
 */
final class ApiServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Longer than the minute after which the server itself gives up. */
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final String url;
    private final HttpClient http;

    ApiServer(String url, X509Certificate authority, Identity user) {
        this.url = url;
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(tls(authority, user))
                        .connectTimeout(TIMEOUT)
                        .build();
    }

    /**
     * What the server answered.
     *
     * @param code the HTTP status
     * @param body the body, empty if there was none
     */
    record Reply(int code, String body) {
        boolean succeeded() {
            return code / 100 == 2;
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the object at {@code path}; fails unless there is one. */
    JsonNode get(String path) {
        return successful("GET", path, null).json();
    }

    /** Sends a request that must succeed; a PATCH is a merge patch. */
    Reply successful(String method, String path, @Nullable String body) {
        return successful(method, path, body, typeOf(method));
    }

    /** Sends a request with a body of the given media type, which must succeed. */
    Reply successful(String method, String path, @Nullable String body, String type) {
        Reply reply = send(method, path, body, type);
        if (!reply.succeeded()) {
            throw new IllegalStateException(
                    method + " " + path + " was answered " + reply.code() + ": " + reply.body());
        }
        return reply;
    }

    /** Sends a request and returns the answer, whatever it is; a PATCH is a merge patch. */
    Reply send(String method, String path, @Nullable String body) {
        return send(method, path, body, typeOf(method));
    }

    private Reply send(String method, String path, @Nullable String body, String type) {
        return send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", type)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String typeOf(String method) {
        return method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
    }

    /** Returns the answer to a GET whose result is to have the media type {@code accept}. */
    JsonNode getAs(String accept, String path) {
        Reply reply =
                send(
                        HttpRequest.newBuilder(URI.create(url + path))
                                .timeout(TIMEOUT)
                                .header("Accept", accept));
        if (!reply.succeeded()) {
            throw new IllegalStateException(
                    path + " was answered " + reply.code() + ": " + reply.body());
        }
        return reply.json();
    }

    /**
     * Returns whether a GET of {@code address}, on this or another server of ours, is answered with
     * 200 soon.
     */
    boolean healthy(String address) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5));
            return http.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /**
     * Asks again while the server asks for patience (429), as it does for a moment after a
     * definition was installed or removed.
     */
    private Reply send(HttpRequest.Builder request) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        try {
            var response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            while (response.statusCode() == 429 && System.nanoTime() < end) {
                Thread.sleep(PAUSE);
                response = http.send(request.build(), BodyHandlers.ofString(UTF_8));
            }
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("The API server at " + url + " did not answer", e);
        } catch (InterruptedException e) {
            throw Stopwatch.interrupted(e);
        }
    }

    private static SSLContext tls(X509Certificate authority, Identity user) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);

            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            X509Certificate[] chain = {user.certificate()};
            own.setKeyEntry("user", user.keys().getPrivate(), new char[0], chain);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);

            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS could not be set up.", e);
        }
    }
}
