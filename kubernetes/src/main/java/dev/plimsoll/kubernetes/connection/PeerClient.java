package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.kubernetes.kubeconfig.ClusterConfig;
import dev.plimsoll.kubernetes.kubeconfig.TokenSource;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks servers beside the API server that its authority vouches for and that know its tokens: the
 * kubelets.
 */
public final class PeerClient implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration AGE = Duration.ofMinutes(10);

    /** A hundred times what 250 pods come to. */
    private static final long LONGEST_BYTES = 64L << 20;

    private final ClusterSource source;
    private final Map<String, String> environment;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Pulse made = new Pulse();
    private @Nullable Means means;

    /** What the configuration comes to. */
    private record Means(HttpClient http, TokenSource tokens) {}

    public PeerClient(ClusterSource source, Map<String, String> environment) {
        this.source = source;
        this.environment = Map.copyOf(environment);
    }

    /** What was heard. */
    public sealed interface Heard {

        record Answer(int code, String body) implements Heard {}

        /**
         * No whole answer.
         *
         * @param why a clause that completes the server's name
         */
        record Nothing(String why) implements Heard {}
    }

    /** Asks once, and waits for the whole answer at most so long. */
    public Heard get(URI uri, Duration limit) {
        Future<HttpResponse<String>> call = calls.submit(() -> ask(uri));
        try {
            HttpResponse<String> answer = call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return new Heard.Answer(answer.statusCode(), answer.body());
        } catch (TimeoutException e) {
            return new Heard.Nothing("did not answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Heard.Nothing(
                    switch (e.getCause()) {
                        case ApiException api -> "cannot be asked: " + api.problem().sentence();
                        case SSLException tls ->
                                "cannot be trusted (%s)".formatted(tls.getMessage());
                        case ConnectException _ -> "refuses connections";
                        case null, default -> "broke the connection off";
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Heard.Nothing("was not waited for, since we are ending");
        } finally {
            boolean _ = call.cancel(true);
        }
    }

    private HttpResponse<String> ask(URI uri) throws IOException, InterruptedException {
        Means by = means();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        by.tokens.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return by.http.send(
                request.build(),
                BodyHandlers.limiting(
                        BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_BYTES));
    }

    private synchronized Means means() throws ApiException {
        Means known = means;
        if (known != null && made.age().compareTo(AGE) < 0) {
            return known;
        }
        ClusterConfig config = ConfigLoader.load(source, Deadlines.STANDARD, environment);
        HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .sslContext(TlsMaterial.context(config.config()))
                        .build();
        if (known != null) {
            known.http.shutdown();
        }
        made.beat();
        means = new Means(http, config.tokens().orElse(TokenSource.NONE));
        return means;
    }

    /** Breaks off whatever is under way. */
    @Override
    public void close() {
        calls.shutdownNow();
        synchronized (this) {
            if (means != null) {
                means.http.shutdownNow();
            }
        }
    }
}
