package dev.plimsoll.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ElectionLoopTest {

    private static final ElectionTimes TIMES = ElectionTimes.STANDARD;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Locked store = new Locked();
    private final LeaseFence fence =
            new LeaseFence(System::nanoTime, InstantSource.system(), TIMES);
    private final Elector elector = elector(InstantSource.system());

    private Elector elector(InstantSource clock) {
        return new Elector(
                "us",
                TIMES,
                store,
                fence,
                new WriteGate(fence, System::nanoTime, TIMES),
                new Latches(),
                System::nanoTime,
                clock,
                new SplittableRandom(1));
    }

    @Test
    void leadsUntilItIsClosedAndGivesTheLeaseBack() throws InterruptedException {
        // Given
        ElectionLoop loop = new ElectionLoop(elector, PATIENCE);
        loop.start();
        boolean led = started.await(30, TimeUnit.SECONDS) && fence.open();

        // When
        loop.close();

        // Then
        assertThat(led).isTrue();
        assertThat(stopped.getCount()).isZero();
        assertThat(fence.open()).isFalse();
        assertThat(elector.over()).isTrue();
        assertThat(store.holder()).isEmpty();
        assertThat(elector.sinceStep()).isLessThan(PATIENCE);
    }

    @Test
    void aFaultOfTheElectionItselfDoesNotEndIt() throws InterruptedException {
        // Given
        AtomicInteger faults = new AtomicInteger(1);
        InstantSource faulty =
                () -> {
                    if (Thread.currentThread().getName().equals("plimsoll-election")
                            && faults.getAndDecrement() > 0) {
                        throw new IllegalStateException("a bug");
                    }
                    return InstantSource.system().instant();
                };

        // When
        try (ElectionLoop loop = new ElectionLoop(elector(faulty), PATIENCE)) {
            loop.start();

            // Then
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(faults.get()).isNegative();
        }
    }

    @Test
    void closingWhatWasNeverStartedWaitsForNothing() {
        // Given
        ElectionLoop loop = new ElectionLoop(elector, PATIENCE);

        // When
        loop.close();

        // Then
        assertThat(fence.open()).isFalse();
        assertThat(started.getCount()).isEqualTo(1);
    }

    private final class Latches implements LeadershipListener {

        @Override
        public void started(int term) {
            started.countDown();
            throw new IllegalStateException("a listener's fault ends nothing");
        }

        @Override
        public void stopped(String why) {
            stopped.countDown();
        }
    }

    /** A server that two threads may ask. */
    private static final class Locked implements LeaseStore {

        private final SimulatedServer server = new SimulatedServer(PlantedBug.NONE);

        Locked() {
            server.create(
                    new LeaseRecord("", Duration.ZERO, Optional.empty(), Optional.empty(), 0, ""));
        }

        @Override
        public synchronized WriteOutcome<LeaseRecord> read() {
            return server.read();
        }

        @Override
        public synchronized WriteOutcome<LeaseRecord> create(LeaseRecord lease) {
            return server.create(lease);
        }

        @Override
        public synchronized WriteOutcome<LeaseRecord> update(LeaseRecord lease) {
            return server.update(lease);
        }

        String holder() {
            return read() instanceof WriteOutcome.Done<LeaseRecord>(LeaseRecord lease)
                    ? lease.holder()
                    : "nobody's";
        }
    }
}
