package dev.plimsoll.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.canary.Canary;
import dev.plimsoll.kubernetes.canary.CanaryStatus;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.serve.job.Check;
import dev.plimsoll.serve.job.FeedHealth;
import dev.plimsoll.serve.job.HealthLimits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of production, which no test could wait for. */
class HealthTest {

    private static final HealthLimits LIMITS = HealthLimits.STANDARD;
    private static final Optional<AccessProblem> DOWN =
            Optional.of(new AccessProblem.Unreachable("server:443", "it refuses the connection"));

    @ParameterizedTest(name = "byte {0} s, step {1} s, undelivered {2} s: ready {3}, live {4}")
    @CsvSource({
        "10, 10, 0, true, true",
        // Idle: a bookmark a minute, and the first after two.
        "125, 125, 0, true, true",
        "299, 200, 0, true, true",
        "301, 200, 0, false, true",
        // Down for an hour, and tried again and again.
        "3600, 20, 0, false, true",
        "3600, 901, 0, false, false",
        "10, 10, 901, true, false",
    })
    void judgesAFeed(long lastByte, long lastStep, long undelivered, boolean ready, boolean live) {
        // Given
        FeedStatus status =
                new FeedStatus(
                        "nodes",
                        FeedStatus.Phase.WATCHING,
                        true,
                        7,
                        Duration.ofSeconds(lastByte),
                        Duration.ofSeconds(lastStep),
                        Optional.empty(),
                        Map.of(),
                        1,
                        0,
                        0,
                        0,
                        Optional.empty(),
                        0,
                        Duration.ofSeconds(undelivered));

        // When
        Check readiness = FeedHealth.readiness(status, LIMITS);
        Check liveness = FeedHealth.liveness(status, LIMITS);

        // Then
        assertThat(readiness.well()).as(readiness.sentence()).isEqualTo(ready);
        assertThat(liveness.well()).as(liveness.sentence()).isEqualTo(live);
    }

    @ParameterizedTest(name = "back {0} s ago, {1} lost, step {2} s: ready {3}, live {4}")
    @CsvSource({
        "20, 0, 20, true, true",
        "299, 9, 20, true, true",
        "301, 10, 20, false, true",
        "870, 29, 20, false, true",
        // A quarter of an hour of beats that the server took and no watch brought.
        "900, 30, 20, false, false",
        // Nobody took any: the server was down for an hour.
        "3600, 1, 20, false, true",
        "3600, 0, 901, false, false",
    })
    void judgesTheCanary(long age, int unreturned, long lastStep, boolean ready, boolean live) {
        // Given
        CanaryStatus status = canary(age, unreturned, lastStep, Optional.empty());

        // When
        Check readiness = CanaryHealth.readiness(status, LIMITS);
        Check liveness = CanaryHealth.liveness(status, LIMITS);

        // Then
        assertThat(readiness.well()).as(readiness.sentence()).isEqualTo(ready);
        assertThat(liveness.well()).as(liveness.sentence()).isEqualTo(live);
    }

    @Test
    void saysWhyNoHeartbeatIsTaken() {
        // Given
        CanaryStatus status = canary(400, 0, 3, DOWN);

        // When
        Check readiness = CanaryHealth.readiness(status, LIMITS);

        // Then
        assertThat(readiness)
                .hasToString(
                        "[-] canary: The API server at server:443 cannot be reached: it refuses"
                                + " the connection.");
    }

    private static CanaryStatus canary(
            long age, int unreturned, long lastStep, Optional<AccessProblem> problem) {
        return new CanaryStatus(
                Optional.empty(),
                Duration.ofSeconds(age),
                unreturned,
                Canary.EVERY,
                Duration.ofSeconds(lastStep),
                problem);
    }
}
