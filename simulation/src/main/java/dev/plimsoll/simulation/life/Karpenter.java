package dev.plimsoll.simulation.life;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.cluster.NodeDraft;
import dev.plimsoll.simulation.time.Scheduler;
import dev.plimsoll.simulation.time.Seed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Makes nodes in batches of one second and takes them away again: tainted first, then deleted, then
 * gone when its finalizer lets them.
 */
public final class Karpenter {

    public static final String ZONE = "topology.kubernetes.io/zone";
    public static final String POOL = "karpenter.sh/nodepool";
    public static final List<String> ZONES =
            List.of("ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c");
    public static final List<String> POOLS = List.of("default", "batch");

    private static final Taint DISRUPTED = new Taint("karpenter.sh/disrupted", "", "NoSchedule");
    private static final Taint SCALED_DOWN =
            new Taint("ToBeDeletedByClusterAutoscaler", "1", "NoSchedule");

    private final ClusterState state;
    private final Scheduler scheduler;
    private final Clock clock;
    private final RandomGenerator random;
    private final Kubelets kubelets;

    public Karpenter(
            ClusterState state,
            Scheduler scheduler,
            Clock clock,
            RandomGenerator random,
            Kubelets kubelets) {
        this.state = state;
        this.scheduler = scheduler;
        this.clock = clock;
        this.random = random;
        this.kubelets = kubelets;
    }

    /** Makes nodes of one second, which become Ready some seconds later. */
    public void launch(int count, Duration slowestStart) {
        for (int i = 0; i < count; i++) {
            Node node = create(freshName(), Map.of());
            kubelets.start(node, Seed.between(random, Duration.ofSeconds(5), slowestStart));
        }
    }

    /**
     * Makes a node on which somebody has set labels before anybody else looks.
     *
     * @param extra added to those that every node has
     */
    public Node launchWith(Map<String, String> extra) {
        Node node = create(freshName(), extra);
        kubelets.start(node, Seed.between(random, Duration.ofSeconds(5), Duration.ofSeconds(40)));
        return node;
    }

    /** Makes a node that never becomes Ready. */
    public void launchStillborn() {
        kubelets.startInVain(create(freshName(), Map.of()));
    }

    /** Takes a node away in good order. */
    public void disrupt(Node node, Duration slowestEnd) {
        Taint taint = random.nextInt(5) == 0 ? SCALED_DOWN : DISRUPTED;
        edit(node, draft -> draft.tainted(taint));
        Duration notice = Seed.between(random, Duration.ZERO, Duration.ofSeconds(10));
        scheduler.after(
                notice,
                () -> {
                    edit(node, NodeDraft::deleting);
                    scheduler.after(
                            Seed.between(random, Duration.ofSeconds(2), slowestEnd),
                            () -> vanish(node));
                });
    }

    /** Means to take a node away, and thinks better of it. */
    public void hesitate(Node node) {
        edit(node, draft -> draft.tainted(DISRUPTED));
        scheduler.after(
                Seed.between(random, Duration.ofSeconds(1), Duration.ofSeconds(60)),
                () -> edit(node, draft -> draft.untainted(DISRUPTED.key())));
    }

    /** Ends a node without notice. */
    public void vanish(Node node) {
        if (lives(node)) {
            state.nodes().remove(Author.CLUSTER, node.name());
        }
    }

    /** Ends a node without notice, and makes another of its name. */
    public void replace(Node node) {
        vanish(node);
        scheduler.after(
                Seed.between(random, Duration.ZERO, Duration.ofSeconds(8)),
                () -> {
                    if (state.nodes().get(node.name()) == null) {
                        kubelets.start(create(node.name(), Map.of()), Duration.ofSeconds(6));
                    }
                });
    }

    private Node create(String name, Map<String, String> extra) {
        Instant second = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        String zone = ZONES.get(random.nextInt(ZONES.size()));
        Map<String, String> labels = new HashMap<>(extra);
        labels.put(ZONE, zone);
        labels.put(POOL, POOLS.get(random.nextInt(4) == 0 ? 1 : 0));
        labels.put("kubernetes.io/hostname", name);
        Node node =
                new Node(
                        name,
                        state.newUid(),
                        "",
                        second,
                        labels,
                        Map.of(),
                        List.of(),
                        false,
                        false,
                        new Readiness(Readiness.Status.NOT_READY, second),
                        "aws:///%s/i-%016x".formatted(zone, random.nextLong()));
        return state.nodes().create(Author.CLUSTER, node);
    }

    private String freshName() {
        String name;
        do {
            name = "ip-10-0-%d-%d".formatted(random.nextInt(64), random.nextInt(4, 254));
        } while (state.nodes().get(name) != null);
        return name;
    }

    private void edit(Node node, UnaryOperator<NodeDraft> change) {
        if (lives(node)) {
            state.edit(Author.CLUSTER, node.name(), change);
        }
    }

    private boolean lives(Node node) {
        Node now = state.nodes().get(node.name());
        return now != null && now.uid().equals(node.uid());
    }
}
