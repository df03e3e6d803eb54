package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.core.port.Fence;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Gives every request that carries {@link #HEADER} to its {@link Exchange} as it is sent. */
final class CancellableClient extends HttpClient {

    /** Names the exchange; taken off before anything goes out. */
    static final String HEADER = "Plimsoll-Exchange";

    private final HttpClient client;
    private final Exchange.Open exchanges;

    CancellableClient(HttpClient client, Exchange.Open exchanges) {
        this.client = client;
        this.exchanges = exchanges;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler) {
        Optional<String> id = request.headers().firstValue(HEADER);
        if (id.isEmpty()) {
            return client.sendAsync(request, handler);
        }
        Exchange exchange = exchanges.find(id.get());
        if (exchange == null) {
            // Its caller has been told that it failed: it must not go out after all.
            return CompletableFuture.failedFuture(new IOException("given up before it was sent"));
        }
        if (!exchange.fence().open()) {
            return CompletableFuture.failedFuture(new WithheldException());
        }
        CompletableFuture<HttpResponse<T>> answer =
                client.sendAsync(outgoing(request, exchange.fence()), handler);
        exchange.sent(answer);
        return answer;
    }

    private static HttpRequest outgoing(HttpRequest request, Fence fence) {
        HttpRequest.Builder bare =
                HttpRequest.newBuilder(request, (name, value) -> !name.equalsIgnoreCase(HEADER));
        request.bodyPublisher()
                .ifPresent(body ->
                        bare.method(request.method(), new FencedBody(body, fence))
                                .expectContinue(fence != Fence.NONE));
        return bare.build();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request,
            BodyHandler<T> handler,
            @Nullable PushPromiseHandler<T> pushPromises) {
        return client.sendAsync(request, handler, pushPromises);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request, handler);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    @Override
    public void shutdownNow() {
        client.shutdownNow();
    }
}
