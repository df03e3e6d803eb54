package dev.plimsoll.demo;

import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelCount;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelStrategy;
import dev.plimsoll.simulation.Simulation;
import dev.plimsoll.simulation.life.Churn;
import dev.plimsoll.simulation.life.Hands;
import dev.plimsoll.simulation.life.Karpenter;
import dev.plimsoll.simulation.life.Kubelets;
import dev.plimsoll.simulation.time.Seed;
import dev.plimsoll.simulation.watch.Lag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A day of a fleet under Karpenter, in minutes: batches come and go, and mishaps between them. */
final class DemoFleet {

    static final String POLICY = "datadog";
    static final int COUNT = 5;

    private static final Instant MORNING = Instant.parse("2026-11-22T06:00:00Z");
    private static final Map<String, String> LABELS = Map.of("agent", "datadog");
    private static final int REMEMBERED = 100;

    private final DemoSettings settings;
    private final RandomGenerator random;
    private final Simulation simulation;
    private final DemoTally tally = new DemoTally(POLICY);
    private final Deque<Happening> happenings = new ArrayDeque<>();
    private final Karpenter karpenter;
    private final Kubelets kubelets;
    private final Hands hands;
    private long told;

    /** A line of the story. */
    record Happening(Instant at, String text) {}

    DemoFleet(DemoSettings settings) {
        this.settings = settings;
        Seed seed = new Seed(settings.seed());
        random = seed.stream("demo");
        simulation =
                new Simulation(
                        seed,
                        MORNING,
                        Lag.USUAL_ONLY,
                        new DemoProgram((_, _, _, note) -> tell("Plimsoll: " + note)),
                        (server, _) -> server);
        simulation.state().nodes().observe(tally);
        kubelets =
                new Kubelets(
                        simulation.state(), simulation.scheduler(), simulation.clock(), random);
        karpenter =
                new Karpenter(
                        simulation.state(),
                        simulation.scheduler(),
                        simulation.clock(),
                        random,
                        kubelets);
        hands = new Hands(simulation.state(), simulation.scheduler());
        begin();
    }

    private void begin() {
        for (int batch = 0; batch < 5; batch++) {
            karpenter.launch(settings.nodes() / 5, Duration.ofSeconds(30));
            simulation.run(Duration.ofMinutes(2));
        }
        simulation.startOperator();
        tell("A person creates the policy: the %d oldest nodes".formatted(COUNT));
        LabelSpec spec =
                new LabelSpec(
                        LabelStrategy.OLDEST,
                        new LabelCount.Nodes(COUNT),
                        LABELS,
                        LabelSelector.EVERYTHING,
                        Optional.empty(),
                        LabelSpec.DEFAULT_NOT_READY_GRACE,
                        Duration.ZERO);
        LabelPolicy _ = simulation.state().createPolicy(POLICY, new Reading.Valid<>(spec));
        new Churn(
                        simulation.scheduler(),
                        random,
                        dice -> Seed.between(dice, Duration.ofSeconds(10), Duration.ofSeconds(90)),
                        List.of(
                                new Churn.Act(7, this::scaleOut),
                                node(6, this::takeAway),
                                labelled(2, this::takeAway),
                                labelled(2, node -> notReady(node, Duration.ofSeconds(70))),
                                labelled(1, node -> notReady(node, Duration.ofMinutes(9))),
                                node(2, node -> notReady(node, Duration.ofMinutes(4))),
                                labelled(1, this::cordon)))
                .start();
    }

    private void scaleOut() {
        int wanted = settings.nodes() - nodes().size() + random.nextInt(settings.nodes() / 5 + 1);
        if (wanted > 0) {
            int batch = Math.min(wanted, settings.nodes() / 4 + 1);
            tell("Karpenter makes %d nodes in the same second".formatted(batch));
            karpenter.launch(batch, Duration.ofSeconds(40));
        }
    }

    private void takeAway(Node node) {
        tell("Karpenter takes %s away".formatted(node.name()));
        karpenter.disrupt(node, Duration.ofMinutes(1));
    }

    private void notReady(Node node, Duration duration) {
        tell("%s is NotReady for %d s".formatted(node.name(), duration.toSeconds()));
        kubelets.fail(node, Readiness.Status.NOT_READY, duration);
    }

    private void cordon(Node node) {
        tell("A person cordons %s".formatted(node.name()));
        hands.cordon(node, Duration.ofMinutes(15));
    }

    private Churn.Act node(int weight, Consumer<Node> action) {
        return new Churn.Act(weight, () -> any(healthy().toList()).ifPresent(action));
    }

    private Churn.Act labelled(int weight, Consumer<Node> action) {
        return new Churn.Act(
                weight,
                () ->
                        any(healthy().filter(node -> node.claims().containsKey(POLICY)).toList())
                                .ifPresent(action));
    }

    private java.util.stream.Stream<Node> healthy() {
        return nodes().stream()
                .filter(node -> node.readiness().ready() && !node.deleting())
                .filter(node -> node.taints().isEmpty() && !node.unschedulable());
    }

    private Optional<Node> any(List<Node> some) {
        return some.isEmpty()
                ? Optional.empty()
                : Optional.of(some.get(random.nextInt(some.size())));
    }

    private void tell(String text) {
        if (happenings.size() == REMEMBERED) {
            happenings.removeFirst();
        }
        happenings.add(new Happening(now(), text));
        told++;
    }

    void run(Duration simulated) {
        simulation.run(simulated);
    }

    Instant now() {
        return simulation.clock().instant();
    }

    Duration elapsed() {
        return Duration.between(MORNING, now());
    }

    Collection<Node> nodes() {
        return simulation.state().nodes().all();
    }

    LabelPolicyStatus status() {
        LabelPolicy policy = simulation.state().policies().get(POLICY);
        return policy == null ? LabelPolicyStatus.NONE : policy.status();
    }

    DemoTally tally() {
        return tally;
    }

    /** The latest happenings, oldest first. */
    List<Happening> happenings() {
        return List.copyOf(happenings);
    }

    /** Counts all happenings so far. */
    long told() {
        return told;
    }
}
