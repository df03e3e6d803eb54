package dev.plimsoll.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.RealMoto;
import dev.plimsoll.testbed.faults.Dose;
import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.FaultProxy;
import dev.plimsoll.testbed.faults.FaultRule;
import dev.plimsoll.testbed.faults.RequestLine;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No event is lost, and none is handled twice with effect, whatever fails on the way. */
@RealCluster
@RealMoto
final class RefreshFaultsIT {

    private static final int KEYS = 12;
    private static final int VISIBILITY_SECONDS = 5;

    private final ControlPlane controlPlane;
    private final AwsHand aws;
    private final AwsFaults awsFaults;
    private final SecretsInstallation installation;
    private final FaultProxy apiFaults;
    private final SecretsProcess operator;
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private String namespace = "";
    private AwsHand.Queue queue = new AwsHand.Queue("", "");

    RefreshFaultsIT(ControlPlane controlPlane, Moto moto, @TempDir Path folder) throws IOException {
        this.controlPlane = controlPlane;
        aws = new AwsHand(moto);
        awsFaults = new AwsFaults(moto.endpoint());
        installation = new SecretsInstallation(controlPlane);
        apiFaults = FaultProxy.before(controlPlane);
        operator =
                new SecretsProcess(
                        () -> apiFaults.kubeconfig("plimsoll", "plimsoll"),
                        awsFaults.endpoint(),
                        folder);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException {
        var _ = ExternalSecretsDefinitions.on(controlPlane);
        var _ = SecretsInstallation.on(controlPlane);
    }

    @BeforeEach
    void fill() {
        namespace = controlPlane.newNamespace("shop");
        installation.create(
                namespace,
                """
                apiVersion: external-secrets.io/v1
                kind: SecretStore
                metadata: {name: parameters}
                spec: {provider: {aws: {service: ParameterStore, region: us-east-2}}}
                """);
        for (int key = 0; key < KEYS; key++) {
            installation.create(
                    namespace,
                    """
                    apiVersion: external-secrets.io/v1
                    kind: ExternalSecret
                    metadata: {name: web-%1$d}
                    spec:
                      secretStoreRef: {name: parameters}
                      data: [{secretKey: password, remoteRef: {key: /db-%1$d}}]
                    """
                            .formatted(key));
        }
        queue = aws.queue("q-" + id, VISIBILITY_SECONDS, 10);
        installation.listen("r-" + id, queue.url(), "");
        releaseLease();
        operator.start();
        installation.awaitReceiving("r-" + id);
    }

    @AfterEach
    void end() {
        operator.close();
        apiFaults.close();
        awsFaults.close();
    }

    private void send(int key) {
        aws.send(queue, Events.parameterChange("/db-" + key).toString());
    }

    private void awaitHandled(Touches touches) {
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(IntStream.range(0, KEYS).filter(key -> touched(touches, key)))
                            .hasSize(KEYS);
                    assertThat(aws.messages(queue.url())).isZero();
                });
    }

    private static boolean touched(Touches touches, int key) {
        return !touches.of("web-" + key).isEmpty();
    }

    private static List<Integer> timesTouched(Touches touches) {
        return IntStream.range(0, KEYS)
                .mapToObj(key -> touches.of("web-" + key).size())
                .distinct()
                .toList();
    }

    private void awaitReason(String reason) {
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() ->
                        installation
                                .condition("r-" + id, "Receiving")
                                .path("reason")
                                .asText()
                                .equals(reason));
    }

    @Test
    void losesAndRepeatsNothingWhenItIsKilledAtAnyMoment() {
        // Given
        SplittableRandom random = new SplittableRandom(7);
        Touches touches = new Touches(controlPlane, namespace);

        // When it is killed twice with messages on their way, and once when all seems done
        for (int round = 0; round < 3; round++) {
            for (int key = round * KEYS / 3; key < (round + 1) * KEYS / 3; key++) {
                send(key);
            }
            pause(Duration.ofMillis(random.nextLong(60)));
            operator.kill();
            releaseLease();
            operator.start();
        }

        // Then
        awaitHandled(touches);
        assertThat(timesTouched(touches)).containsExactly(1);
        touches.close();
    }

    /** The moment of a kill is the test's own choice, not a wait for anything. */
    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    /** The dead holder's lease, if there was one, would run out by itself, later. */
    private void releaseLease() {
        Resource<Lease> held =
                controlPlane.client().leases().inNamespace("plimsoll").withName("plimsoll");
        if (held.get() != null) {
            held.edit(lease -> {
                lease.getSpec().setHolderIdentity("");
                return lease;
            });
        }
    }

    @Test
    void goesOnWhenTheApiServerWasDownOrTurnedWritesAway() {
        // Given
        Touches touches = new Touches(controlPlane, namespace);
        apiFaults.refuse();
        var _ = apiFaults.cut(_ -> true, Fault.Ending.RESET);
        IntStream.range(0, KEYS).forEach(this::send);
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> operator.metric(counter("failed")) > 2);
        FaultRule conflicts =
                apiFaults.inject(
                        new Fault.Answer(409),
                        RequestLine.writes().and(RequestLine.under("/apis/external-secrets.io/")),
                        new Dose.Times(3));
        FaultRule lost =
                apiFaults.inject(
                        new Fault.LoseAnswer(),
                        RequestLine.writes().and(RequestLine.under("/apis/external-secrets.io/")),
                        new Dose.Times(3));

        // When
        apiFaults.hear();

        // Then
        awaitHandled(touches);
        assertThat(timesTouched(touches)).containsExactly(1);
        assertThat(conflicts.hits()).isEqualTo(3);
        assertThat(lost.hits()).isEqualTo(3);
        touches.close();
    }

    private String counter(String name) {
        return "plimsoll_secrets_" + name + "_total{refresh=\"r-" + id;
    }

    @Test
    void worksWhereOnlyTheOlderVersionIsServed() {
        // Given
        operator.close();
        releaseLease();
        ExternalSecretsDefinitions definitions = new ExternalSecretsDefinitions(controlPlane);
        definitions.serveOnly("v1beta1");
        operator.start();

        // When
        send(0);
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> operator.metric(counter("touched")) == 1);

        // Then
        definitions.serveOnly("v1");
        assertThat(
                        installation
                                .external(namespace, "web-0")
                                .at("/metadata/annotations/force-sync")
                                .asText())
                .isNotEmpty();
    }

    @Test
    void waitsForAQueueThatThrottlesRefusesOrSaysNothing() {
        // Given
        Touches touches = new Touches(controlPlane, namespace);

        // When
        awsFaults.inject(new AwsFaults.Fault.Answer("ReceiveMessage", 400, "RequestThrottled"));
        IntStream.range(0, 4).forEach(this::send);
        awaitReason("Throttled");
        awsFaults.inject(new AwsFaults.Fault.Answer("", 403, "ExpiredTokenException"));
        IntStream.range(4, 8).forEach(this::send);
        awaitReason("CredentialsRefused");
        awsFaults.inject(new AwsFaults.Fault.Hang("ReceiveMessage", new CountDownLatch(1)));
        IntStream.range(8, KEYS).forEach(this::send);
        awaitReason("NoAnswer");
        awsFaults.inject(new AwsFaults.Fault.Answer("DeleteMessageBatch", 503, "Unavailable"));
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> awsFaults.hits() > 0 && touches.total() >= KEYS);
        awsFaults.heal();

        // Then
        awaitHandled(touches);
        assertThat(timesTouched(touches)).containsExactly(1);
        touches.close();
    }
}
