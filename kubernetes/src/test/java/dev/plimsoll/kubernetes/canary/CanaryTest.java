package dev.plimsoll.kubernetes.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.feed.FeedSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CanaryTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void a_fault_in_a_beat_does_not_quicken_the_pace() throws Exception {
        // Given
        AtomicInteger beats = new AtomicInteger();
        InstantSource broken =
                () -> {
                    if (!Thread.currentThread().getName().equals("plimsoll-canary")) {
                        return Instant.EPOCH;
                    }
                    beats.incrementAndGet();
                    throw new IllegalStateException("a bug");
                };
        try (FakeApiServer server = new FakeApiServer();
                Cluster cluster = server.connect(Deadlines.STANDARD);
                Canary canary = start(cluster, broken)) {

            // When
            await().until(() -> beats.get() > 0);

            // Then
            await().during(Duration.ofMillis(300)).until(() -> beats.get() == 1);
            assertThat(canary.status().roundTrip()).isEmpty();
        }
    }

    private static Canary start(Cluster cluster, InstantSource clock) {
        return Canary.start(
                cluster,
                cluster,
                "default",
                "one",
                LONG,
                FeedSettings.STANDARD,
                clock,
                new Random(1));
    }
}
