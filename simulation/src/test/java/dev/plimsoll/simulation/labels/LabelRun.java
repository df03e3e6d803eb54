package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelStrategy;
import dev.plimsoll.simulation.DrivenOperator;
import dev.plimsoll.simulation.Simulation;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.LeaseTable;
import dev.plimsoll.simulation.fault.FaultRates;
import dev.plimsoll.simulation.life.Churn;
import dev.plimsoll.simulation.life.Hands;
import dev.plimsoll.simulation.life.Karpenter;
import dev.plimsoll.simulation.life.Kubelets;
import dev.plimsoll.simulation.life.SpecDice;
import dev.plimsoll.simulation.life.WildLife;
import dev.plimsoll.simulation.time.Seed;
import dev.plimsoll.simulation.watch.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One seed's run: a fleet and its policies in turmoil with every fault there is, then rest, then
 * the end of all policies. It throws at the first write that breaks an invariant.
 */
final class LabelRun {

    private static final Instant START = Instant.parse("2026-11-22T06:00:00.250Z");
    private static final List<String> POLICIES = List.of("monitoring-nodes", "tracing", "spare");

    /** Longer than any dwell, grace, doubt or backoff. */
    private static final Duration REST = Duration.ofHours(3);

    /** With an election under way all the time, hours take too long. */
    private static final Duration SHORT_REST = Duration.ofMinutes(90);

    /** What the fence allows for. */
    private static final Duration LONGEST_TRANSIT = Duration.ofMillis(1500);

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Witness witness = new Witness();
    private final Simulation simulation;
    private final Churn churn;
    private final FaultRates weather;
    private final int steps;
    private final int operators;
    private final Duration rest;

    LabelRun(long seedValue, int steps, DrivenOperator.Program program) {
        this(seedValue, steps, program, List.of(LabelStrategy.values()));
    }

    /**
     * @param strategies what the policies may ask for
     */
    LabelRun(
            long seedValue,
            int steps,
            DrivenOperator.Program program,
            List<LabelStrategy> strategies) {
        this.steps = steps;
        operators = 1;
        rest = REST;
        Seed seed = new Seed(seedValue);
        Lag lag = new Lag(5, Duration.ofSeconds(4));
        simulation =
                new Simulation(
                        seed,
                        START,
                        lag,
                        witness.beside(program),
                        (server, state) -> new CapAtServer(server, state, witness));
        churn = churn(seed, strategies);
        weather = weather(seed);
    }

    /**
     * Two operators and a lease between them.
     *
     * @param fenced whether their writes ask the fence; it is a fault not to
     */
    LabelRun(long seedValue, int steps, boolean fenced) {
        this.steps = steps;
        operators = 2;
        rest = SHORT_REST;
        Seed seed = new Seed(seedValue);
        List<String> names = List.of("operator-0", "operator-1");
        LeaseTable[] lease = new LeaseTable[1];
        simulation =
                new Simulation(
                        seed,
                        START,
                        new Lag(5, Duration.ofSeconds(4)),
                        names.stream()
                                .map(name -> witness.beside(new LedProgram(name, fenced)))
                                .toList(),
                        (number, server, state) ->
                                new OneWriter(
                                        names.get(number),
                                        new CapAtServer(server, state, witness),
                                        () -> lease[0].holder()));
        lease[0] = simulation.lease();
        simulation.faults().bound(LedProgram.TIMES.writeDeadline(), LONGEST_TRANSIT);
        churn = churn(seed, List.of(LabelStrategy.values()));
        weather = weather(seed);
    }

    private static FaultRates weather(Seed seed) {
        return List.of(FaultRates.NONE, FaultRates.ROUGH, FaultRates.STORM)
                .get(seed.stream("weather").nextInt(3));
    }

    /** The cluster under test, for whoever wants to look on. */
    Simulation simulation() {
        return simulation;
    }

    /** Runs to the end. */
    void run() {
        simulation.startOperators();
        simulation.faults().use(weather);
        churn.start();
        while (churn.done() < steps) {
            simulation.run(Duration.ofSeconds(20));
        }
        churn.stop();
        simulation.faults().use(FaultRates.NONE);
        simulation.faults().refuseNoMore();
        rest();
        new Quiet(simulation.state(), simulation.clock().instant()).check();
        simulation.state().policies().all().stream()
                .map(LabelPolicy::name)
                .forEach(simulation.state()::deletePolicy);
        rest();
        new Quiet(simulation.state(), simulation.clock().instant()).checkEmpty();
    }

    int done() {
        return churn.done();
    }

    private void rest() {
        simulation.run(rest);
        int writes = witness.nodeWrites();
        simulation.run(IDLE);
        if (witness.nodeWrites() > writes) {
            throw new BrokenInvariant("the operator writes to nodes where nothing has changed");
        }
    }

    private Churn churn(Seed seed, List<LabelStrategy> strategies) {
        RandomGenerator random = seed.stream("life");
        simulation.state().nodes().observe(new LostAndFound());
        Kubelets kubelets =
                new Kubelets(
                        simulation.state(), simulation.scheduler(), simulation.clock(), random);
        Karpenter karpenter =
                new Karpenter(
                        simulation.state(),
                        simulation.scheduler(),
                        simulation.clock(),
                        random,
                        kubelets);
        Hands hands = new Hands(simulation.state(), simulation.scheduler());
        int mostNodes = List.of(4, 12, 25, 40).get(random.nextInt(4));
        WildLife life =
                new WildLife(
                        simulation.state(),
                        random,
                        karpenter,
                        kubelets,
                        hands,
                        new SpecDice(random, strategies),
                        POLICIES.subList(0, random.nextInt(1, 4)),
                        mostNodes);
        karpenter.launch(random.nextInt(1, mostNodes + 1), Duration.ofSeconds(40));
        life.createPolicy();
        leaveAsGoController(random);
        List<Churn.Act> acts = new ArrayList<>(life.acts());
        acts.addAll(trouble(random));
        return new Churn(simulation.scheduler(), random, LabelRun::gap, acts);
    }

    /** A third of the clusters had the Go controller before, which leaves markers and no claims. */
    private void leaveAsGoController(RandomGenerator random) {
        if (random.nextInt(3) > 0) {
            return;
        }
        LabelPolicy policy = simulation.state().policies().all().iterator().next();
        simulation.state().finalizePolicy(Author.CLUSTER, policy.name(), true);
        for (Node node : simulation.state().nodes().all()) {
            if (random.nextInt(3) == 0) {
                GoController.label(simulation.state(), node, policy);
            }
        }
    }

    private List<Churn.Act> trouble(RandomGenerator random) {
        return List.of(
                new Churn.Act(2, () -> simulation.killOperator(any(random))),
                new Churn.Act(
                        operators > 1 ? 3 : 0,
                        () -> simulation.freezeOperator(any(random), unnoticed(random))),
                new Churn.Act(2, () -> simulation.stallNodes(any(random), unnoticed(random))),
                new Churn.Act(2, () -> simulation.stallPolicies(unnoticed(random))),
                new Churn.Act(
                        1,
                        () ->
                                simulation
                                        .faults()
                                        .refuseFor(Duration.ofSeconds(random.nextInt(5, 240)))));
    }

    /** Draws nothing where there is but one. */
    private int any(RandomGenerator random) {
        return operators == 1 ? 0 : random.nextInt(operators);
    }

    private static Duration unnoticed(RandomGenerator random) {
        return Seed.between(random, Duration.ofSeconds(5), Duration.ofMinutes(4));
    }

    /** Mostly bursts, some breathers, and now and then a quiet spell. */
    private static Duration gap(RandomGenerator random) {
        int kind = random.nextInt(10);
        long most = kind < 6 ? 2_000 : kind < 9 ? 30_000 : 400_000;
        return Seed.between(random, Duration.ZERO, Duration.ofMillis(most));
    }
}
