package dev.plimsoll.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.RealMoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A burst of 200 events on 1,000 ExternalSecrets over 50 stores, 300 of them on one key. */
@RealCluster
@RealMoto
final class RefreshLoadIT {

    private static final int STORES = 50;
    private static final int SHARED_STORES = 10;
    private static final int SHARED = Burst.SHARED;
    private static final int ALL = 1000;
    private static final int EVENTS = Burst.EVENTS;
    private static final int RATE = Integer.getInteger("plimsoll.secrets.rate", 50);

    /** Of two clocks of one machine. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final ControlPlane controlPlane;
    private final AwsHand aws;
    private final SecretsInstallation installation;
    private final AwsFaults gate;
    private final SecretsProcess operator;

    RefreshLoadIT(ControlPlane controlPlane, Moto moto, @TempDir Path folder) throws IOException {
        this.controlPlane = controlPlane;
        aws = new AwsHand(moto);
        installation = new SecretsInstallation(controlPlane);
        gate = new AwsFaults(moto.endpoint());
        operator = new SecretsProcess(installation::kubeconfig, gate.endpoint(), folder).quietly();
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException {
        var _ = ExternalSecretsDefinitions.on(controlPlane);
        var _ = SecretsInstallation.on(controlPlane);
    }

    private String fill() throws Exception {
        String namespace = controlPlane.newNamespace("load");
        for (int store = 0; store < STORES; store++) {
            installation.create(
                    namespace,
                    """
                    apiVersion: external-secrets.io/v1
                    kind: SecretStore
                    metadata: {name: store-%1$d}
                    spec: {provider: {aws: {service: ParameterStore, region: us-east-2, prefix: "%2$s"}}}
                    """
                            .formatted(store, store < SHARED_STORES ? "" : "/team-" + store + "/"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Void>> creations =
                    IntStream.range(0, ALL)
                            .<Callable<Void>>mapToObj(use ->
                                    () -> {
                                        installation.create(namespace, external(use));
                                        return null;
                                    })
                            .toList();
            for (Future<Void> creation : threads.invokeAll(creations)) {
                var _ = creation.get();
            }
        }
        return namespace;
    }

    /** The first 300 share a key, over ten stores; each of the others has its own. */
    private static String external(int use) {
        return """
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: use-%d}
        spec:
          secretStoreRef: {name: store-%d}
          data: [{secretKey: password, remoteRef: {key: "%s"}}]
        """
                .formatted(use, store(use), use < SHARED ? "/shared" : "db-" + use);
    }

    private static int store(int use) {
        return use < SHARED ? use % SHARED_STORES : SHARED_STORES + use % (STORES - SHARED_STORES);
    }

    @Test
    void touchesEveryUserOncePerChangeAndNobodyElse() throws Exception {
        // Given
        String namespace = fill();
        AwsHand.Queue queue = aws.queue("load", 30, 5);
        installation.listen("load", queue.url(), "touchesPerSecond: " + RATE);
        operator.start();
        installation.awaitReceiving("load");

        // When there are two bursts: a program that has just begun is slower
        List<Outcome> outcomes = List.of(burst(namespace, queue), burst(namespace, queue));

        // Then
        for (Outcome outcome : outcomes) {
            assertThat(outcome.touchedBy()).isEqualTo(outcome.burst().eventByUse());
            assertThat(outcome.touches().values()).allSatisfy(each -> assertThat(each).hasSize(1));
            assertThat(outcome.earliness()).as("more than the rate").isLessThan(TOLERANCE);
        }
        // Most messages are deleted with others.
        assertThat(gate.calls("DeleteMessageBatch")).isLessThan(outcomes.size() * EVENTS / 3);
        System.out.printf(
                "operator's memory: %d MiB resident, %d MiB at most%n",
                memory("VmRSS"), memory("VmHWM"));
        gate.close();
        operator.close();
    }

    /** All events are in the queue before the operator may receive the first. */
    private Outcome burst(String namespace, AwsHand.Queue queue) {
        gate.inject(new AwsFaults.Fault.Hold("ReceiveMessage", new CountDownLatch(1)));
        // Has the poll that is under way return.
        aws.send(queue, Events.parameterChange("/nobody").toString());
        Awaitility.await().atMost(SecretsInstallation.PATIENCE).until(() -> gate.hits() > 0);
        Burst burst = Burst.make(RefreshLoadIT::store);
        aws.sendAll(queue, burst.events());
        try (Touches touches = new Touches(controlPlane, namespace)) {
            // Twice the rate is there at once, two seconds after the last touch.
            long full = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
            Awaitility.await().until(() -> System.nanoTime() - full > 0);
            long begun = System.nanoTime();
            gate.heal();
            Awaitility.await()
                    .atMost(SecretsInstallation.PATIENCE)
                    .until(() ->
                            touches.total() >= burst.eventByUse().size()
                                    && aws.messages(queue.url()) == 0);
            Outcome outcome = new Outcome(burst, begun, RATE, touches.all());
            System.out.println(outcome.sentence());
            return outcome;
        }
    }

    private long memory(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + operator.pid() + "/status")).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
