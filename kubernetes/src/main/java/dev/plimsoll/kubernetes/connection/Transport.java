package dev.plimsoll.kubernetes.connection;

import dev.plimsoll.core.port.Fence;
import dev.plimsoll.kubernetes.kubeconfig.ClusterConfig;
import dev.plimsoll.kubernetes.kubeconfig.TokenSource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Holds fabric8's HTTP client for one reading of the configuration: its TLS material never changes,
 * its token is renewed by fabric8's interceptor.
 */
final class Transport {

    private final URI base;
    private final HttpClient client;
    private final Exchange.Open exchanges = new Exchange.Open();
    private final AtomicReference<java.net.http.@Nullable HttpClient> sockets =
            new AtomicReference<>();

    Transport(ClusterConfig cluster) throws ApiException {
        Config config = cluster.config();
        try {
            base = URI.create(config.getMasterUrl());
            Optional<TokenSource> tokens = cluster.tokens();
            // Without tokens of ours all credentials are left to fabric8.
            HttpClient.Builder builder =
                    tokens.isEmpty() ? new Factory().newBuilder(config) : own(config, tokens.get());
            client = builder.build();
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new ApiException(
                    Interruption.UNREACHABLE,
                    new AccessProblem.Unconfigured(
                            "The address or certificates for "
                                    + config.getMasterUrl()
                                    + " cannot be used: "
                                    + e.getMessage()),
                    e);
        }
    }

    /** Keeps the credentials from fabric8, which then trusts anybody, and says whom to trust. */
    private HttpClient.Builder own(Config config, TokenSource tokens) throws ApiException {
        TrustManager[] trusted = TlsMaterial.trusted(config);
        KeyManager[] shown = TlsMaterial.shown(config);
        config.setTrustCerts(true);
        config.setClientCertData(null);
        config.setClientCertFile(null);
        return new Factory()
                .newBuilder(config)
                .sslContext(shown, trusted)
                .addOrReplaceInterceptor(
                        TokenRefreshInterceptor.NAME, new TokenInterceptor(tokens));
    }

    /** Host and port. */
    String server() {
        int port = base.getPort();
        if (port < 0) {
            port = "http".equals(base.getScheme()) ? 80 : 443;
        }
        return base.getHost() + ":" + port;
    }

    /** An address on the server, which may itself lie under a path. */
    URI uri(String path) {
        String prefix = base.toString();
        return URI.create(
                (prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix) + path);
    }

    HttpClient client() {
        return client;
    }

    Exchange begin(Fence fence) {
        return exchanges.begin(fence);
    }

    /** Closes every connection at once. */
    void close() {
        client.close();
        java.net.http.HttpClient open = sockets.get();
        if (open != null) {
            open.shutdownNow();
        }
    }

    /** Makes fabric8 build a client whose requests can be broken off. */
    private final class Factory extends JdkHttpClientFactory {
        @Override
        protected java.net.http.HttpClient.Builder createNewHttpClientBuilder() {
            return new CancellableClientBuilder(
                    java.net.http.HttpClient.newBuilder(),
                    client -> {
                        // The first is ours; later ones are made to renew OpenID tokens.
                        sockets.compareAndSet(null, client);
                        return new CancellableClient(client, exchanges);
                    });
        }
    }
}
