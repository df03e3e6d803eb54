package dev.plimsoll.simulation;

import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.fault.Caller;
import dev.plimsoll.simulation.fault.CallerDied;
import dev.plimsoll.simulation.fault.Faults;
import dev.plimsoll.simulation.fault.UnreliableLease;
import dev.plimsoll.simulation.fault.UnreliableWrites;
import dev.plimsoll.simulation.time.Scheduler;
import dev.plimsoll.simulation.time.Seed;
import dev.plimsoll.simulation.watch.ClusterViews;
import dev.plimsoll.simulation.watch.Lag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the operator's program as a kubelet does: when it dies it loses all that it knew, and it is
 * started again some seconds later, with watches of its own.
 */
final class OperatorProcess {

    private final DrivenOperator.Program program;
    private final LabelWrites server;
    private final ClusterState state;
    private final Faults faults;
    private final Clock clock;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Lag lag;
    private @Nullable Life life;
    private final LeaseStore lease;
    private final boolean selfDriven;
    private Instant frozenUntil = Instant.MIN;
    private int starts;

    private record Life(int number, DrivenOperator operator, ClusterViews views) {}

    OperatorProcess(
            DrivenOperator.Program program,
            LabelWrites server,
            ClusterState state,
            Faults faults,
            Clock clock,
            Scheduler scheduler,
            RandomGenerator random,
            Lag lag,
            LeaseStore lease,
            boolean selfDriven) {
        this.program = program;
        this.server = server;
        this.state = state;
        this.faults = faults;
        this.clock = clock;
        this.scheduler = scheduler;
        this.random = random;
        this.lag = lag;
        this.lease = lease;
        this.selfDriven = selfDriven;
    }

    void start() {
        int number = ++starts;
        ClusterViews views = new ClusterViews(state, scheduler, random, lag);
        LabelWrites writes =
                new UnreliableWrites(
                        server, state, views, faults, clock, scheduler, caller(number));
        DrivenOperator operator =
                program.start(
                        new DrivenOperator.Ports(
                                views.nodes(),
                                views.policies(),
                                writes,
                                new UnreliableLease(
                                        lease, faults, clock, scheduler, caller(number)),
                                views::relist,
                                clock,
                                random));
        life = new Life(number, operator, views);
        if (selfDriven) {
            drive(operator, views, caller(number));
        } else {
            views.listen(operator::nodeChanged, operator::policyChanged);
        }
        views.connect();
    }

    private void drive(DrivenOperator operator, ClusterViews views, Caller caller) {
        SelfDriven worker =
                new SelfDriven(
                        clock, scheduler, caller, operator::nextDue, operator::step, this::kill);
        SelfDriven election =
                new SelfDriven(
                        clock,
                        scheduler,
                        caller,
                        operator::nextElection,
                        () -> {
                            boolean asked = operator.stepElection();
                            worker.plan();
                            return asked;
                        },
                        this::kill);
        views.listen(
                (before, after) -> {
                    operator.nodeChanged(before, after);
                    worker.plan();
                },
                (before, after) -> {
                    operator.policyChanged(before, after);
                    worker.plan();
                });
        worker.plan();
        election.plan();
    }

    private Caller caller(int number) {
        return new Caller() {
            @Override
            public boolean lives() {
                return OperatorProcess.this.lives(number);
            }

            @Override
            public Instant frozenUntil() {
                return frozenUntil;
            }
        };
    }

    /** Stops the process for a while, as SIGSTOP and SIGCONT do. */
    void freeze(Duration duration) {
        frozenUntil = clock.instant().plus(duration);
    }

    /** Ends the process at once, and plans its next start. */
    void kill() {
        if (life != null) {
            life.views.close();
            life = null;
            Duration least = Duration.ofMillis(500);
            scheduler.after(Seed.between(random, least, Duration.ofSeconds(20)), this::start);
        }
    }

    /** Counts how often the process was started. */
    int starts() {
        return starts;
    }

    Optional<Instant> nextDue() {
        return life == null ? Optional.empty() : life.operator.nextDue();
    }

    void step() {
        if (life != null) {
            try {
                life.operator.step();
            } catch (CallerDied _) {
                kill();
            }
        }
    }

    private boolean lives(int number) {
        return life != null && life.number == number;
    }

    void stallNodes(Duration unnoticed) {
        if (life != null) {
            life.views.stallNodes(unnoticed);
        }
    }

    void stallPolicies(Duration unnoticed) {
        if (life != null) {
            life.views.stallPolicies(unnoticed);
        }
    }
}
