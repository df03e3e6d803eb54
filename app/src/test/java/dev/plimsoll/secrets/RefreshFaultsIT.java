package dev.plimsoll.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.RealMoto;
import dev.plimsoll.testbed.faults.Dose;
import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.FaultRule;
import dev.plimsoll.testbed.faults.RequestLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    private static final int KEYS = FaultyWorld.KEYS;

    private final ControlPlane controlPlane;
    private final FaultyWorld world;

    RefreshFaultsIT(ControlPlane controlPlane, Moto moto, @TempDir Path folder) throws IOException {
        this.controlPlane = controlPlane;
        world = new FaultyWorld(controlPlane, moto, folder);
    }

    @BeforeAll
    static void define(ControlPlane controlPlane) throws IOException {
        FaultyWorld.define(controlPlane);
    }

    @BeforeEach
    void begin() {
        world.begin();
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void send(int from, int before) {
        IntStream.range(from, before)
                .forEach(key -> {
                    var _ = world.send(key);
                });
    }

    private void awaitHandled(Touches touches) {
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(IntStream.range(0, KEYS).filter(key -> touched(touches, key)))
                            .hasSize(KEYS);
                    assertThat(world.messages()).isZero();
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
                .until(() -> world.condition("Receiving").path("reason").asText().equals(reason));
    }

    @Test
    void goesOnWhenTheApiServerWasDownOrTurnedWritesAway() {
        // Given
        Touches touches = world.touches();
        world.apiFaults().refuse();
        var _ = world.apiFaults().cut(_ -> true, Fault.Ending.RESET);
        send(0, KEYS);
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> world.counted("failed") > 2);
        FaultRule conflicts =
                world.apiFaults()
                        .inject(
                                new Fault.Answer(409),
                                RequestLine.writes()
                                        .and(RequestLine.under("/apis/external-secrets.io/")),
                                new Dose.Times(3));
        FaultRule lost =
                world.apiFaults()
                        .inject(
                                new Fault.LoseAnswer(),
                                RequestLine.writes()
                                        .and(RequestLine.under("/apis/external-secrets.io/")),
                                new Dose.Times(3));

        // When
        world.apiFaults().hear();

        // Then
        awaitHandled(touches);
        assertThat(timesTouched(touches)).containsExactly(1);
        assertThat(conflicts.hits()).isEqualTo(3);
        assertThat(lost.hits()).isEqualTo(3);
        touches.close();
    }

    @Test
    void worksWhereOnlyTheOlderVersionIsServed() {
        // Given
        world.operator().close();
        world.releaseLease();
        ExternalSecretsDefinitions definitions = new ExternalSecretsDefinitions(controlPlane);
        definitions.serveOnly("v1beta1");
        world.operator().start();

        // When
        var _ = world.send(0);
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> world.counted("touched") == 1);

        // Then
        definitions.serveOnly("v1");
        assertThat(world.external("web-0").at("/metadata/annotations/force-sync").asText())
                .isNotEmpty();
    }

    @Test
    void waitsForAQueueThatThrottlesRefusesOrSaysNothing() {
        // Given
        Touches touches = world.touches();

        // When
        world.awsFaults()
                .inject(new AwsFaults.Fault.Answer("ReceiveMessage", 400, "RequestThrottled"));
        send(0, 4);
        awaitReason("Throttled");
        world.awsFaults().inject(new AwsFaults.Fault.Answer("", 403, "ExpiredTokenException"));
        send(4, 8);
        awaitReason("CredentialsRefused");
        world.awsFaults().inject(new AwsFaults.Fault.Hang("ReceiveMessage", new CountDownLatch(1)));
        send(8, KEYS);
        awaitReason("NoAnswer");
        world.awsFaults()
                .inject(new AwsFaults.Fault.Answer("DeleteMessageBatch", 503, "Unavailable"));
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> world.awsFaults().hits() > 0 && touches.total() >= KEYS);
        world.awsFaults().heal();

        // Then
        awaitHandled(touches);
        assertThat(timesTouched(touches)).containsExactly(1);
        touches.close();
    }
}
