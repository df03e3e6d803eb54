package dev.plimsoll.simulation.life;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.time.Scheduler;
import dev.plimsoll.simulation.time.Seed;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** Reports the nodes' readiness, and a heartbeat every few minutes that changes nothing. */
public final class Kubelets {

    /** How often an unchanged node status is posted ({@code nodeStatusReportFrequency}). */
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);

    private final ClusterState state;
    private final Scheduler scheduler;
    private final Clock clock;
    private final RandomGenerator random;

    public Kubelets(ClusterState state, Scheduler scheduler, Clock clock, RandomGenerator random) {
        this.state = state;
        this.scheduler = scheduler;
        this.clock = clock;
        this.random = random;
    }

    /** Begins to report on a node: Ready after the wait, and from then on a heartbeat. */
    void start(Node node, Duration untilReady) {
        scheduler.after(untilReady, () -> report(node, Readiness.Status.READY));
        scheduler.after(Seed.between(random, Duration.ZERO, HEARTBEAT), () -> beat(node));
    }

    /** Begins to report on a node that will never be Ready. */
    void startInVain(Node node) {
        scheduler.after(Seed.between(random, Duration.ZERO, HEARTBEAT), () -> beat(node));
    }

    /** Makes a node NotReady, or silent, for a while. */
    public void fail(Node node, Readiness.Status how, Duration duration) {
        report(node, how);
        scheduler.after(duration, () -> report(node, Readiness.Status.READY));
    }

    private void report(Node node, Readiness.Status status) {
        if (lives(node)) {
            state.edit(
                    Author.CLUSTER,
                    node.name(),
                    draft ->
                            draft.node().readiness().status() == status
                                    ? draft
                                    : draft.readiness(
                                            status,
                                            clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    private void beat(Node node) {
        if (lives(node)) {
            state.heartbeat(node.name());
            scheduler.after(HEARTBEAT, () -> beat(node));
        }
    }

    private boolean lives(Node node) {
        Node now = state.nodes().get(node.name());
        return now != null && now.uid().equals(node.uid());
    }
}
