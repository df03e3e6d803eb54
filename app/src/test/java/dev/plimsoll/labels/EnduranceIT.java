package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.testbed.CertificateAuthority;
import dev.plimsoll.testbed.Component;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.Server;
import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.FaultProxy;
import dev.plimsoll.testbed.faults.RequestLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One operator, never restarted, outlives what happens to its API server and to its credentials:
 * nodes come and go meanwhile, and in the end the labels are where the planner wants them and no
 * feed has missed anything.
 */
@RealCluster
class EnduranceIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int LABELLED = 4;

    /** Two minutes are too long for every build: {@code -Dplimsoll.etcd.stopped=120} once. */
    private static final Duration ETCD_STOPPED =
            Duration.ofSeconds(Long.getLong("plimsoll.etcd.stopped", 15));

    private final ControlPlane controlPlane;
    private final FleetFiller filler;
    private final NodeHand hand;
    private final List<String> nodes = new ArrayList<>();
    private FaultProxy proxy;
    private Path kubeconfig;
    private Path token;
    private Operator operator;
    private Calm calm;

    EnduranceIT(ControlPlane controlPlane, FleetFiller filler, NodeHand hand) {
        this.controlPlane = controlPlane;
        this.filler = filler;
        this.hand = hand;
    }

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        FleetShape shape = FleetShape.ofNodes(10);
        nodes.addAll(
                filler.fill(shape.born(Instant.now().minusSeconds(9999), Duration.ofMinutes(1))));
        proxy = FaultProxy.before(controlPlane);
        token = folder.resolve("token");
        kubeconfig = folder.resolve("kubeconfig");
        String issued = Files.readString(proxy.kubeconfig("plimsoll", "plimsoll"));
        renewToken();
        Files.writeString(kubeconfig, issued.replaceAll("token: \\S+", "tokenFile: " + token));
        operator = RunningOperator.start(kubeconfig, Deadlines.STANDARD);
        calm = new Calm(controlPlane, proxy, new Originals(), Set.of("agent"));
        settle();
    }

    @BeforeAll
    static void install(ControlPlane controlPlane) {
        Installation.on(controlPlane, Job.LABELS);
    }

    private void settle() {
        new Policies(controlPlane)
                .apply(
                        "endurance",
                        "{strategy: {type: oldest, count: %d}, labels: {agent: plimsoll}}"
                                .formatted(LABELLED));
        calm.await(Set.of("endurance"));
    }

    @AfterEach
    void close() {
        operator.close();
        proxy.close();
        for (Component component : List.of(Component.ETCD, Component.API_SERVER)) {
            Server server = controlPlane.component(component);
            if (!server.alive()) {
                server.start();
            }
        }
    }

    @Test
    void outlivesAnApiServerThatIsKilled() {
        // Given
        Server server = controlPlane.component(Component.API_SERVER);
        server.kill();
        awaitReconnects();

        // When
        server.start();
        turnover();

        // Then
        awaitHealed("API server killed");
    }

    @Test
    void outlivesAnEtcdThatIsStopped() {
        // Given
        Server etcd = controlPlane.component(Component.ETCD);
        long end = System.nanoTime() + ETCD_STOPPED.toNanos();
        etcd.stop();
        Awaitility.await()
                .atMost(ETCD_STOPPED.plus(PATIENCE))
                .until(() -> System.nanoTime() - end > 0);

        // When
        etcd.start();
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(this::answers);
        turnover();

        // Then
        awaitHealed("etcd stopped for " + ETCD_STOPPED.toSeconds() + " s");
    }

    @Test
    void outlivesATokenThatIsRevoked() throws IOException {
        // Given
        String old = Files.readString(token);
        // A service account that is made anew has another uid: its tokens of before are worthless.
        controlPlane
                .client()
                .serviceAccounts()
                .inNamespace("plimsoll")
                .withName("plimsoll")
                .delete();
        controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll");
        proxy.cut(RequestLine.any(), Fault.Ending.RESET);
        awaitReconnects("refused");
        turnover();

        // When
        renewToken();

        // Then
        assertThat(Files.readString(token)).isNotEqualTo(old);
        awaitHealed("token revoked and renewed");
    }

    @Test
    void outlivesANewAuthority() throws IOException {
        // Given
        CertificateAuthority next = new CertificateAuthority("the next authority");
        proxy.serveUnder(next);
        proxy.cut(RequestLine.any(), Fault.Ending.RESET);
        awaitReconnects("unreachable", "cut");
        turnover();

        // When
        String data =
                Base64.getEncoder()
                        .encodeToString(
                                next.self().certificatePem().getBytes(StandardCharsets.UTF_8));
        replace(
                kubeconfig,
                Files.readString(kubeconfig)
                        .replaceAll(
                                "certificate-authority-data: \\S+",
                                "certificate-authority-data: " + data));

        // Then
        awaitHealed("CA replaced");
    }

    /** The oldest, which carry labels, go; others come. */
    private void turnover() {
        for (String node : List.copyOf(nodes.subList(0, LABELLED / 2))) {
            hand.delete(node);
            nodes.remove(node);
        }
        nodes.addAll(filler.addNodes(2));
        hand.cordon(nodes.getFirst(), true);
    }

    private void awaitHealed(String what) {
        long healed = System.nanoTime();
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::labelled);
        double seconds = (System.nanoTime() - healed) / 1e9;
        System.out.printf("EnduranceIT: %s, labels right %.1f s later%n", what, seconds);
        calm.await(Set.of("endurance"));
        assertThat(metric("plimsoll_feed_missed_events_total")).isZero();
        assertThat(metric("plimsoll_leader")).isEqualTo(1);
    }

    private boolean labelled() {
        Set<String> wanted = Set.copyOf(nodes.subList(1, 1 + LABELLED));
        Set<String> labelled =
                Set.copyOf(
                        controlPlane.client().nodes().withLabel("agent").list().getItems().stream()
                                .map(node -> node.getMetadata().getName())
                                .toList());
        return labelled.equals(wanted);
    }

    private boolean answers() {
        // A consistent read: it needs the store, not only the server's memory of it.
        return !controlPlane.client().nodes().list().getItems().isEmpty();
    }

    /** Waits until both feeds have noticed, however. */
    private void awaitReconnects(String... reasons) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        reasons.length == 0
                                ? metric("plimsoll_feed_reconnects_total") >= 2
                                : sum(reasons) >= 2);
    }

    private double sum(String... reasons) {
        double sum = 0;
        for (String reason : reasons) {
            sum += metric("plimsoll_feed_reconnects_total{reason=\"" + reason + "\"");
        }
        return sum;
    }

    /** The sum over all series whose line begins so. */
    private double metric(String prefix) {
        return operator.metrics()
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void renewToken() throws IOException {
        String issued = Files.readString(proxy.kubeconfig("plimsoll", "plimsoll"));
        replace(token, issued.replaceAll("(?s).*token: (\\S+).*", "$1"));
    }

    /** At once, as the kubelet does. */
    private static void replace(Path file, String content) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
