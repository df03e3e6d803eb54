package dev.plimsoll.testbed.faults;

import dev.plimsoll.testbed.ControlPlane;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A plain client that goes through the proxy, under the token of its kubeconfig. */
final class ProxyClient implements AutoCloseable {
    static final String MAPS = "/api/v1/namespaces/default/configmaps";

    /** Long enough for an answer that comes at all, on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http;
    private final String url;
    private final String token;

    ProxyClient(ControlPlane controlPlane, Path kubeconfig) {
        try {
            String config = Files.readString(kubeconfig);
            url = first(config, "server: (\\S+)");
            token = first(config, "token: (\\S+)");
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", controlPlane.authority().self().certificate());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            http = HttpClient.newBuilder().sslContext(tls).build();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the service account {@code faulty} do everything. */
    static void permit(ControlPlane controlPlane) {
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: rbac.authorization.k8s.io/v1
                        kind: ClusterRoleBinding
                        metadata: {name: faulty}
                        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                        subjects: [{kind: ServiceAccount, namespace: default, name: faulty}]
                        """)
                .create();
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("The kubeconfig lacks " + pattern);
        }
        return matcher.group(1);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path, PATIENCE).build(), BodyHandlers.ofString());
    }

    /** Asks for something within a time. */
    HttpResponse<String> get(String path, Duration within)
            throws IOException, InterruptedException {
        return http.send(request(path, within).build(), BodyHandlers.ofString());
    }

    InputStream open(String path) throws IOException, InterruptedException {
        return http.send(request(path, PATIENCE).build(), BodyHandlers.ofInputStream()).body();
    }

    /** Makes a config map, and waits for the answer at most so long. */
    HttpResponse<String> create(String name, Duration within)
            throws IOException, InterruptedException {
        return http.send(creation(name, within), BodyHandlers.ofString());
    }

    HttpResponse<String> create(String name) throws IOException, InterruptedException {
        return create(name, PATIENCE);
    }

    CompletableFuture<HttpResponse<String>> createLater(String name) {
        return http.sendAsync(creation(name, PATIENCE), BodyHandlers.ofString());
    }

    private HttpRequest creation(String name, Duration within) {
        String body =
                """
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s"}}
                """
                        .formatted(name);
        return request(MAPS, within)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path, Duration within) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(within)
                .header("Authorization", "Bearer " + token);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
