package dev.plimsoll.demo;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.LabelMeters;
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

/** The operator's label job, put together as the operator does it, on what it is given to see. */
record DemoProgram(Journal journal) implements DrivenOperator.Program {

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final int WRITES_PER_SECOND = 50;

    @Override
    public DrivenOperator start(DrivenOperator.Ports ports) {
        LabelReconciler reconciler =
                new LabelReconciler(
                        ports.nodes(),
                        ports.policies(),
                        ports.writes(),
                        journal,
                        LabelMeters.NONE,
                        new WriteBudget(ports.clock(), WRITES_PER_SECOND, 2 * WRITES_PER_SECOND),
                        ports.clock());
        Backoff backoff = new Backoff(FIRST_RETRY, LAST_RETRY, ports.random());
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

    /** The demo counts what an onlooker sees, not what the operator says of itself. */
}
