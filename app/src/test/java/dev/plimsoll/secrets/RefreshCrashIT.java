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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No event and no count is lost, and none is handled twice with effect, whenever it ends. */
@RealCluster
@RealMoto
final class RefreshCrashIT {

    private static final int KEYS = FaultyWorld.KEYS;
    private static final int AT_ONCE = 4;
    private static final int KILLS = Integer.getInteger("plimsoll.secrets.kills", 4);

    private final FaultyWorld world;

    RefreshCrashIT(ControlPlane controlPlane, Moto moto, @TempDir Path folder) throws IOException {
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

    @Test
    void losesAndRepeatsNothingWhenItIsKilledAtAnyMoment() {
        // Given
        SplittableRandom random = new SplittableRandom(Long.getLong("plimsoll.secrets.seed", 7));
        Touches touches = world.touches();
        Map<Integer, List<String>> sent = new TreeMap<>();
        Map<String, Integer> moments = new TreeMap<>();

        // When it is killed again and again, mostly from just before the first touch to just after
        // the messages were deleted, and now and then at a moment of any kind
        for (int round = 0; round < KILLS; round++) {
            for (int each = 0; each < AT_ONCE; each++) {
                int key = (round * AT_ONCE + each) % KEYS;
                sent.computeIfAbsent(key, _ -> new ArrayList<>()).add(world.send(key));
            }
            if (round % 4 == 3) {
                pause(Duration.ofMillis(random.nextLong(4_000)));
            } else {
                awaitReceived();
                pause(Duration.ofMillis(random.nextLong(350)));
            }
            world.operator().kill();
            moments.merge(moment(sent, touches), 1, Integer::sum);
            world.releaseLease();
            world.operator().start();
        }

        // Then no change is touched for twice, and each key has been touched for its last change
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .untilAsserted(() -> {
                    sent.forEach((key, events) ->
                            assertThat(touchedFor(touches, key)).contains(events.getLast()));
                    assertThat(world.messages()).isZero();
                });
        sent.forEach((key, events) ->
                assertThat(touchedFor(touches, key)).doesNotHaveDuplicates().isSubsetOf(events));
        System.out.printf(
                "%d kills: %s; %d changes, %d touches, none twice%n",
                KILLS, moments, sent.values().stream().mapToInt(List::size).sum(), touches.total());
        touches.close();
    }

    private void awaitReceived() {
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> world.counted("received") > 0);
    }

    /** What the kill has met: messages that the queue still has, touched for or not. */
    private String moment(Map<Integer, List<String>> sent, Touches touches) {
        int left = world.messages();
        if (left == 0) {
            return "when all was deleted";
        }
        long untouched =
                sent.entrySet().stream()
                        .flatMap(each ->
                                each.getValue().stream()
                                        .filter(event ->
                                                !touchedFor(touches, each.getKey())
                                                        .contains(event)))
                        .count();
        return untouched == 0
                ? "after the touches, before the deletion"
                : untouched < left ? "amid touches and deletions" : "before a touch";
    }

    private static List<String> touchedFor(Touches touches, int key) {
        return touches.of("web-" + key).stream()
                .map(touch -> touch.value().substring(touch.value().indexOf(' ') + 1))
                .toList();
    }

    /** The moment of a kill is the test's own choice, not a wait for anything. */
    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void losesNoCountWithItsLeaseNorAtItsEnd() {
        // Given
        FaultRule noStatus =
                world.apiFaults()
                        .inject(
                                new Fault.Answer(503),
                                RequestLine.writes().and(RequestLine.under("/apis/plimsoll.dev/")),
                                new Dose.Always());
        var _ = world.send(0);
        awaitTouched(1);

        // When another process takes the lease before that could be told, and gives it back
        world.editLease("another");
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> world.operator().log().contains("no longer leads"));
        noStatus.end();
        world.editLease("");
        awaitStatus("touched", 1);
        awaitStatus("received", 1);
        // And when it is asked to end with a count that was not told yet
        var _ = world.send(1);
        awaitTouched(2);
        world.operator().end();

        // Then
        assertThat(world.status().path("touched").asInt()).isEqualTo(2);
        assertThat(world.status().path("received").asInt()).isEqualTo(2);
    }

    private void awaitTouched(int times) {
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> world.counted("touched") == times);
    }

    private void awaitStatus(String count, int value) {
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .until(() -> world.status().path(count).asInt() == value);
    }
}
