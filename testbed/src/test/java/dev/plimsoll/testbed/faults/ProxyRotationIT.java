package dev.plimsoll.testbed.faults;

import static dev.plimsoll.testbed.faults.ProxyClient.MAPS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLHandshakeException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Older states, revoked tokens, other authorities, ports that are shut, and WebSockets. */
@RealCluster
class ProxyRotationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Dose ALWAYS = new Dose.Always();

    private final ControlPlane controlPlane;
    private final FaultProxy proxy;
    private final Path kubeconfig;
    private final ProxyClient client;

    ProxyRotationIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        proxy = FaultProxy.before(controlPlane);
        kubeconfig = proxy.kubeconfig("default", "faulty");
        client = new ProxyClient(controlPlane, kubeconfig);
    }

    @BeforeAll
    static void grant(ControlPlane controlPlane) {
        ProxyClient.permit(controlPlane);
    }

    @AfterEach
    void close() {
        client.close();
        proxy.close();
    }

    @Test
    void listsAnOlderState() throws Exception {
        // Given
        client.create("early");
        String before = version();
        client.create("late");
        proxy.inject(new Fault.OlderState(before), RequestLine.any(), ALWAYS);

        // When
        String list = client.get(MAPS + "?resourceVersion=0&limit=100").body();

        // Then
        assertThat(list).contains("\"name\":\"early\"").doesNotContain("\"name\":\"late\"");
    }

    @Test
    void watchesFromAnOlderState() throws Exception {
        // Given
        String before = version();
        client.create("seen-already");
        String now = version();
        proxy.inject(new Fault.OlderState(before), RequestLine.watches(), ALWAYS);

        // When
        String first;
        try (InputStream body = client.open(MAPS + "?watch=true&resourceVersion=" + now)) {
            first = new BufferedReader(new InputStreamReader(body, UTF_8)).readLine();
        }

        // Then
        assertThat(first).contains("\"ADDED\"").contains("seen-already");
    }

    @Test
    void tellsAWatchThatItsVersionIsGone() throws Exception {
        // Given
        proxy.inject(new Fault.Gone(), RequestLine.watches(), ALWAYS);

        // When
        String events = client.get(MAPS + "?watch=true&resourceVersion=7").body();

        // Then
        assertThat(events).startsWith("{\"type\":\"ERROR\"").contains("\"code\":410");
    }

    @Test
    void tellsAWatchOverAWebSocketThatItsVersionIsGone() {
        // Given
        proxy.inject(new Fault.Gone(), RequestLine.watches(), ALWAYS);
        Queue<Boolean> gone = new ConcurrentLinkedQueue<>();
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        try (KubernetesClient fabric8 = new KubernetesClientBuilder().withConfig(config).build()) {

            // When
            Watch watch =
                    fabric8.configMaps()
                            .inNamespace("default")
                            .withResourceVersion("7")
                            .watch(names(new ConcurrentLinkedQueue<>(), gone));

            // Then
            Awaitility.await().atMost(PATIENCE).until(() -> gone.contains(true));
            watch.close();
        }
    }

    @Test
    void dripsABodyAndSendsItsHeadAtOnce() throws Exception {
        // Given
        proxy.inject(
                new Fault.DripBody(1, Duration.ofHours(1)), RequestLine.any(), new Dose.Times(1));

        // When
        int first;
        try (InputStream body = client.open(MAPS)) {
            first = body.read();
        }

        // Then
        assertThat(first).isPositive();
    }

    @Test
    void revokesOneTokenAndNoOther() throws Exception {
        // Given
        String old = Files.readString(kubeconfig).replaceAll("(?s).*token: (\\S+).*", "$1");
        proxy.inject(new Fault.Answer(401), RequestLine.bearing(old), ALWAYS);
        try (ProxyClient renewed =
                new ProxyClient(controlPlane, proxy.kubeconfig("default", "faulty"))) {

            // When
            int refused = client.get(MAPS).statusCode();
            int allowed = renewed.get(MAPS).statusCode();

            // Then
            assertThat(refused).isEqualTo(401);
            assertThat(allowed).isEqualTo(200);
        }
    }

    @Test
    void servesUnderAnotherAuthority() {
        // Given
        CertificateAuthority other = new CertificateAuthority("another authority");

        // When
        proxy.serveUnder(other);

        // Then
        assertThatThrownBy(() -> client.get(MAPS)).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void refusesConnectionsUntilItHearsAgain() throws Exception {
        // When
        proxy.refuse();

        // Then
        assertThatThrownBy(() -> client.get(MAPS)).isInstanceOf(ConnectException.class);
        proxy.hear();
        assertThat(client.get(MAPS).statusCode()).isEqualTo(200);
    }

    @Test
    void takesConnectionsAndSaysNothingUntilItHearsAgain() throws Exception {
        // When
        proxy.mute();

        // Then
        assertThatThrownBy(() -> client.get(MAPS, SHORT)).isInstanceOf(HttpTimeoutException.class);
        proxy.hear();
        assertThat(client.get(MAPS).statusCode()).isEqualTo(200);
    }

    @Test
    void passesAWebSocketOnBothWays() throws Exception {
        // Given
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        try (KubernetesClient fabric8 = new KubernetesClientBuilder().withConfig(config).build();
                Watch watch =
                        fabric8.configMaps()
                                .inNamespace("default")
                                .watch(names(seen, new ConcurrentLinkedQueue<>()))) {
            client.create("over-a-websocket");

            // When
            Awaitility.await().atMost(PATIENCE).until(() -> seen.contains("over-a-websocket"));
            watch.close();

            // Then
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(proxy.underway(RequestLine.watches()))
                                    .as("watches that are still open")
                                    .isZero());
        }
    }

    private String version() throws IOException, InterruptedException {
        return client.get(MAPS)
                .body()
                .replaceAll("(?s).*?\"metadata\":\\{\"resourceVersion\":\"(\\d+)\".*", "$1");
    }

    private static Watcher<ConfigMap> names(Queue<String> seen, Queue<Boolean> gone) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap map) {
                seen.add(map.getMetadata().getName());
            }

            @Override
            public void onClose(WatcherException cause) {
                gone.add(cause.isHttpGone());
            }
        };
    }
}
