package dev.plimsoll.simulation;

import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.cluster.LabelEndpoint;
import dev.plimsoll.simulation.cluster.LeaseTable;
import dev.plimsoll.simulation.fault.FaultRates;
import dev.plimsoll.simulation.fault.Faults;
import dev.plimsoll.simulation.time.Scheduler;
import dev.plimsoll.simulation.time.Seed;
import dev.plimsoll.simulation.time.VirtualClock;
import dev.plimsoll.simulation.watch.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * A cluster and an operator on it, in one thread and on one virtual clock. Which of two things that
 * are due at the same instant comes first is drawn from the seed.
 */
public final class Simulation {

    private static final int MOST_STEPS_AT_ONCE = 10_000;

    private final VirtualClock clock;
    private final Scheduler scheduler;
    private final ClusterState state;
    private final Faults faults;
    private final LeaseTable lease = new LeaseTable();
    private final List<OperatorProcess> operators = new ArrayList<>();
    private final OperatorProcess operator;
    private final RandomGenerator coin;
    private int stepsAtOnce;

    /**
     * @param atServer wraps the server's end of the operator's writes, for whoever wants to see
     *     them as they are carried out
     */
    public Simulation(
            Seed seed,
            Instant start,
            Lag lag,
            DrivenOperator.Program program,
            BiFunction<LabelWrites, ClusterState, LabelWrites> atServer) {
        this(
                seed,
                start,
                lag,
                List.of(program),
                (_, server, state) -> atServer.apply(server, state));
    }

    /**
     * @param programs one for each operator; more than one go on while another waits for an answer
     * @param atServer wraps the server's end of each operator's writes
     */
    public Simulation(
            Seed seed,
            Instant start,
            Lag lag,
            List<DrivenOperator.Program> programs,
            AtServer atServer) {
        clock = new VirtualClock(start);
        scheduler = new Scheduler(clock, seed.stream("scheduler"));
        state = new ClusterState(clock);
        faults = new Faults(clock, seed.stream("faults"), FaultRates.NONE);
        coin = seed.stream("coin");
        for (DrivenOperator.Program program : programs) {
            int number = operators.size();
            operators.add(
                    new OperatorProcess(
                            program,
                            atServer.wrap(number, new LabelEndpoint(state), state),
                            state,
                            faults,
                            clock,
                            scheduler,
                            seed.stream(number == 0 ? "operator" : "operator " + number),
                            lag,
                            lease,
                            programs.size() > 1));
        }
        operator = operators.getFirst();
    }

    /** Wraps the server's end of an operator's writes, to see them as they are carried out. */
    @FunctionalInterface
    public interface AtServer {
        LabelWrites wrap(int operator, LabelWrites server, ClusterState state);
    }

    /** The lease that the operators compete for. */
    public LeaseTable lease() {
        return lease;
    }

    /** Starts all operators there are. */
    public void startOperators() {
        operators.forEach(OperatorProcess::start);
    }

    /** Kills one operator; it comes back by itself. */
    public void killOperator(int number) {
        operators.get(number).kill();
    }

    /** Stops one operator for a while, as SIGSTOP and SIGCONT do. */
    public void freezeOperator(int number, Duration duration) {
        operators.get(number).freeze(duration);
    }

    /** Silences one operator's watch of nodes until that is noticed. */
    public void stallNodes(int number, Duration unnoticed) {
        operators.get(number).stallNodes(unnoticed);
    }

    public VirtualClock clock() {
        return clock;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public ClusterState state() {
        return state;
    }

    public Faults faults() {
        return faults;
    }

    public void startOperator() {
        operator.start();
    }

    /** Kills the operator; it comes back by itself. */
    public void killOperator() {
        operator.kill();
    }

    /** Counts the operator's lives so far. */
    public int operatorStarts() {
        return operator.starts();
    }

    /** Silences the operator's watch of nodes until that is noticed. */
    public void stallNodes(Duration unnoticed) {
        operator.stallNodes(unnoticed);
    }

    /** Silences the operator's watch of policies until that is noticed. */
    public void stallPolicies(Duration unnoticed) {
        operator.stallPolicies(unnoticed);
    }

    /** Lets the time pass, with all that happens in it. */
    public void run(Duration duration) {
        runUntil(clock.instant().plus(duration));
    }

    /** Lets the time pass until the instant; a step that was begun may end a little later. */
    public void runUntil(Instant end) {
        while (true) {
            Instant world = scheduler.next().orElse(Instant.MAX);
            Instant work =
                    operators.size() > 1 ? Instant.MAX : operator.nextDue().orElse(Instant.MAX);
            if (world.isAfter(end) && work.isAfter(end)) {
                scheduler.runUntil(end);
                return;
            }
            if (operatorFirst(world, work)) {
                work(work);
            } else {
                scheduler.runNext();
            }
        }
    }

    private void work(Instant due) {
        Instant before = clock.instant();
        if (due.isAfter(before)) {
            scheduler.runUntil(due);
        }
        operator.step();
        stepsAtOnce = clock.instant().equals(before) ? stepsAtOnce + 1 : 0;
        if (stepsAtOnce > MOST_STEPS_AT_ONCE) {
            throw new IllegalStateException("The operator spins: it works and no time passes");
        }
    }

    private boolean operatorFirst(Instant world, Instant work) {
        Instant now = clock.instant();
        boolean bothDue = !work.isAfter(now) && !world.isAfter(now);
        return bothDue ? coin.nextBoolean() : work.isBefore(world);
    }
}
