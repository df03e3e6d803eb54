package dev.plimsoll.kubernetes.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallStarterTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whoever_waits_leaves_in_time_and_work_that_hangs_costs_one_thread() throws Exception {
        // Given
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        try (CallStarter starter = new CallStarter()) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() ->
                                starter.call(
                                        () -> {
                                            begun.incrementAndGet();
                                            stuck.await();
                                            return 0;
                                        },
                                        SHORT))
                        .isInstanceOf(TimeoutException.class);
            }
            int running = begun.get();

            // When
            stuck.countDown();
            int answer = starter.call(() -> 42, LONG);

            // Then
            assertThat(running).isEqualTo(1);
            assertThat(answer).isEqualTo(42);
            assertThat(begun.get()).as("what nobody waits for any more is not begun").isEqualTo(1);
        }
    }
}
