package dev.plimsoll.operator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.MessageQueue;
import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.operator.run.Job;
import dev.plimsoll.operator.run.JobRunner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several workers on one job: they write side by side, and do not all wake for each touch. */
final class RefreshWorkersTest {

    private static final int WORKERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final MemoryCloud cloud = new MemoryCloud();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<JobRunner> workers = new ArrayList<>();

    @AfterEach
    void end() {
        workers.forEach(JobRunner::close);
    }

    /** Does as the memory does, and before it what a test does. */
    private record Writes(MemoryCloud cloud, Runnable before) implements SecretWrites {

        @Override
        public WriteOutcome<SecretUse> touch(SecretUse use, String value) {
            before.run();
            return cloud.touch(use, value);
        }

        @Override
        public WriteOutcome<SecretUse> forgetSync(SecretUse use) {
            throw new IllegalStateException("nobody forces");
        }
    }

    private RefreshJob job(Runnable before, double perSecond, int burst) {
        Clock clock = Clock.systemUTC();
        SplittableRandom random = new SplittableRandom(7);
        RefreshJob job =
                new RefreshJob(
                        cloud,
                        new Writes(cloud, before),
                        new MessageQueue() {
                            @Override
                            public void delete(Message message) {
                                done.countDown();
                            }

                            @Override
                            public void leave(Message message) {}
                        },
                        RefreshBench.spec(false),
                        cloud,
                        clock,
                        new WriteBudget(clock, perSecond, burst),
                        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), random),
                        random);
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.add(new JobRunner("w" + worker, counted(job), clock, System::nanoTime));
        }
        workers.forEach(JobRunner::start);
        return job;
    }

    private Job counted(RefreshJob job) {
        return new Job() {
            @Override
            public boolean step() {
                looks.incrementAndGet();
                return job.step();
            }

            @Override
            public Optional<Instant> nextDue() {
                return job.nextDue();
            }

            @Override
            public void awaitChange(Duration atMost) throws InterruptedException {
                job.awaitChange(atMost);
            }
        };
    }

    private static void change(RefreshJob job) {
        job.received(RefreshBench.message("r1"), RefreshBench.change("e1", "/db"));
    }

    @Test
    void writeSideBySide() {
        // Given
        IntStream.range(0, WORKERS).forEach(use -> cloud.use("u" + use, Policy.PERIODIC, "/db"));
        CountDownLatch all = new CountDownLatch(WORKERS);
        AtomicInteger alone = new AtomicInteger();
        RefreshJob job =
                job(
                        () -> {
                            all.countDown();
                            if (!met(all)) {
                                alone.incrementAndGet();
                            }
                        },
                        1000,
                        1000);

        // When
        change(job);

        // Then
        assertThat(met(done)).isTrue();
        assertThat(alone).hasValue(0);
    }

    private static boolean met(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void wakeOneByOneAsTouchesBecomeDue() {
        // Given
        int touches = 50;
        IntStream.range(0, touches).forEach(use -> cloud.use("u" + use, Policy.PERIODIC, "/db"));
        RefreshJob job = job(() -> {}, 25, 1);
        looks.set(0);

        // When
        change(job);

        // Then each touch has a look that takes it, one that finds nothing, and hardly more
        assertThat(met(done)).isTrue();
        assertThat(looks.get()).isLessThan(touches * (WORKERS - 2));
    }
}
