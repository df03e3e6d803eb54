package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.core.port.MonotonicClock;
import dev.plimsoll.operator.labels.LabelJob;
import dev.plimsoll.operator.labels.LabelReconciler;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.WorkQueue;
import dev.plimsoll.operator.queue.WriteBudget;
import dev.plimsoll.simulation.DrivenOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The label job as the operator runs it. */
final class LabelProgram implements DrivenOperator.Program {

    private static final double WRITES_PER_SECOND = 20;
    private static final int BURST = 40;

    private final Duration shortestRetry;
    private final Duration longestRetry;
    private final Duration lostWrite;

    LabelProgram() {
        this(Duration.ofMillis(50), Duration.ofSeconds(30), LabelReconciler.LOST_WRITE);
    }

    LabelProgram(Duration shortestRetry, Duration longestRetry, Duration lostWrite) {
        this.shortestRetry = shortestRetry;
        this.longestRetry = longestRetry;
        this.lostWrite = lostWrite;
    }

    @Override
    public DrivenOperator start(DrivenOperator.Ports ports) {
        LabelReconciler reconciler =
                new LabelReconciler(
                        ports.nodes(),
                        ports.policies(),
                        ports.writes(),
                        (_, _, _, _) -> {},
                        LabelMeters.NONE,
                        new WriteBudget(ports.clock(), WRITES_PER_SECOND, BURST),
                        ports.clock(),
                        MonotonicClock.by(ports.clock()),
                        lostWrite);
        Backoff backoff = new Backoff(shortestRetry, longestRetry, ports.random());
        WorkQueue<String> queue = new WorkQueue<>(ports.clock(), backoff);
        return new Driven(new LabelJob(ports.policies(), queue, reconciler));
    }

    private record Driven(LabelJob job) implements DrivenOperator {

        @Override
        public void nodeChanged(@Nullable Node before, @Nullable Node after) {
            job.nodeChanged(before, after);
        }

        @Override
        public void policyChanged(@Nullable LabelPolicy before, @Nullable LabelPolicy after) {
            job.policyChanged(before, after);
        }

        @Override
        public boolean step() {
            return job.step();
        }

        @Override
        public Optional<Instant> nextDue() {
            return job.nextDue();
        }
    }
}
