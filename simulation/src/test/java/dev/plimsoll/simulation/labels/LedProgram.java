package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.MonotonicClock;
import dev.plimsoll.operator.leadership.ElectionTimes;
import dev.plimsoll.operator.leadership.Elector;
import dev.plimsoll.operator.leadership.FencedLabelWrites;
import dev.plimsoll.operator.leadership.LeadershipListener;
import dev.plimsoll.operator.leadership.LeaseFence;
import dev.plimsoll.operator.leadership.WriteGate;
import dev.plimsoll.simulation.DrivenOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The label job behind the lease, as the operator runs it: elector, fence and gate are the real
 * ones, and every term begins with a fresh list and a new job.
 *
 * @param name begins the identity of each of its processes
 * @param fenced whether the job's writes ask the fence; it is a fault not to
 */
record LedProgram(String name, boolean fenced) implements DrivenOperator.Program {

    static final ElectionTimes TIMES = ElectionTimes.STANDARD;

    @Override
    public DrivenOperator start(DrivenOperator.Ports ports) {
        return new Led(ports);
    }

    private final class Led implements DrivenOperator, LeadershipListener {

        private final DrivenOperator.Ports ports;
        private final WriteGate gate;
        private final Elector elector;
        private @Nullable DrivenOperator job;

        Led(DrivenOperator.Ports ports) {
            this.ports = ports;
            Instant start = ports.clock().instant();
            MonotonicClock monotonic =
                    () -> Duration.between(start, ports.clock().instant()).toNanos();
            LeaseFence fence = new LeaseFence(monotonic, ports.clock(), TIMES);
            gate = new WriteGate(fence, monotonic, TIMES);
            elector =
                    new Elector(
                            name + "_" + Long.toHexString(ports.random().nextLong()),
                            TIMES,
                            ports.lease(),
                            fence,
                            gate,
                            this,
                            monotonic,
                            ports.clock(),
                            ports.random());
        }

        @Override
        public void started(int term) {
            ports.relist().run();
            LabelWrites writes =
                    fenced ? new FencedLabelWrites(ports.writes(), gate) : ports.writes();
            job = new LabelProgram().start(PlantedFaults.with(ports, writes));
        }

        @Override
        public void stopped(String why) {
            if (fenced) {
                job = null;
            }
        }

        @Override
        public void nodeChanged(@Nullable Node before, @Nullable Node after) {
            if (job != null) {
                job.nodeChanged(before, after);
            }
        }

        @Override
        public void policyChanged(@Nullable LabelPolicy before, @Nullable LabelPolicy after) {
            if (job != null) {
                job.policyChanged(before, after);
            }
        }

        @Override
        public boolean step() {
            return job != null && job.step();
        }

        @Override
        public Optional<Instant> nextDue() {
            return job == null ? Optional.empty() : job.nextDue();
        }

        @Override
        public boolean stepElection() {
            return elector.step();
        }

        @Override
        public Optional<Instant> nextElection() {
            return elector.untilDue().map(wait -> ports.clock().instant().plus(wait));
        }
    }
}
