package dev.plimsoll.operator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobRunnerTest {

    /** Does what a test gives it, one step at a time, for as long as there are permits. */
    private record Scripted(Runnable work, AtomicInteger steps, CountDownLatch enough)
            implements Job {

        @Override
        public boolean step() {
            enough.countDown();
            steps.incrementAndGet();
            work.run();
            return true;
        }

        @Override
        public Optional<Instant> nextDue() {
            return Optional.empty();
        }

        @Override
        public void awaitChange(Duration atMost) throws InterruptedException {
            Thread.sleep(atMost);
        }
    }

    @Test
    void outlivesAStepThatThrows() throws InterruptedException {
        // Given
        CountDownLatch three = new CountDownLatch(3);
        Runnable fault =
                () -> {
                    throw new IllegalStateException("a fault in a step");
                };
        Job job = new Scripted(fault, new AtomicInteger(), three);

        // When
        try (JobRunner runner = new JobRunner("t", job, Clock.systemUTC(), System::nanoTime)) {
            runner.start();

            // Then
            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(runner.alive()).isTrue();
        }
    }

    @Test
    void outlivesAnInterruptThatACallHasLeftBehind() throws InterruptedException {
        // Given
        CountDownLatch three = new CountDownLatch(3);
        Job job =
                new Job() {
                    @Override
                    public boolean step() {
                        three.countDown();
                        Thread.currentThread().interrupt();
                        return false;
                    }

                    @Override
                    public Optional<Instant> nextDue() {
                        return Optional.empty();
                    }

                    @Override
                    public void awaitChange(Duration atMost) throws InterruptedException {
                        Thread.sleep(atMost);
                    }
                };

        // When
        try (JobRunner runner = new JobRunner("t", job, Clock.systemUTC(), System::nanoTime)) {
            runner.start();

            // Then
            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(runner.alive()).isTrue();
        }
    }

    @Test
    void tellsForHowLongAStepIsWedged() throws InterruptedException {
        // Given
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicLong nanos = new AtomicLong();
        Job job = new Scripted(() -> await(release), new AtomicInteger(), entered);

        // When
        try (JobRunner runner = new JobRunner("t", job, Clock.systemUTC(), nanos::get)) {
            runner.start();
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            nanos.addAndGet(Duration.ofMinutes(5).toNanos());

            // Then
            assertThat(runner.busyFor()).isEqualTo(Duration.ofMinutes(5));
            release.countDown();
        }
    }

    @Test
    void endsWhenItIsClosed() {
        // Given
        AtomicInteger steps = new AtomicInteger();
        Job job = new Scripted(() -> {}, steps, new CountDownLatch(1));
        JobRunner runner = new JobRunner("t", job, Clock.systemUTC(), System::nanoTime);
        runner.start();

        // When
        runner.close();

        // Then
        assertThat(runner.alive()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
