package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.HostPort;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.NodeRequirement;
import dev.plimsoll.core.fleet.NodeRequirement.Expression;
import dev.plimsoll.core.fleet.NodeRequirement.Term;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.PodAffinityTerm;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.core.fleet.SpreadConstraint;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.core.fleet.Toleration;
import dev.plimsoll.core.fleet.Unbounded;
import dev.plimsoll.core.fleet.Volume;
import dev.plimsoll.core.fleet.VolumeClaim;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Draws small fleets in which pods have every kind of constraint and stand where they may. */
final class RandomFleet {

    static final long MIB = 1 << 20;
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String HOST = "kubernetes.io/hostname";
    private static final String NAMESPACE = "shop";

    private final Random random;
    private final List<Machine> machines = new ArrayList<>();
    private final List<ScheduledPod> pods = new ArrayList<>();
    private final List<VolumeClaim> claims = new ArrayList<>();
    private final List<Volume> volumes = new ArrayList<>();
    private final List<DisruptionBudget> budgets = new ArrayList<>();

    private RandomFleet(Random random) {
        this.random = random;
    }

    /**
     * Draws a fleet.
     *
     * @param narrowOnly without affinity and spread
     */
    static ConsolidateFleet drawn(long seed, int nodes, int workloads, boolean narrowOnly) {
        RandomFleet fleet = new RandomFleet(new Random(seed));
        for (int node = 0; node < nodes; node++) {
            fleet.machines.add(fleet.machine(node));
        }
        for (int workload = 0; workload < workloads; workload++) {
            fleet.workload("app" + workload, narrowOnly);
        }
        return fleet.placed();
    }

    private Machine machine(int number) {
        Map<String, String> labels = new HashMap<>();
        String name = "n" + number;
        labels.put(HOST, name);
        labels.put(ZONE, "z" + number % 3);
        labels.put("disk", random.nextInt(3) > 0 ? "ssd" : "hdd");
        labels.put("node.kubernetes.io/instance-type", number % 2 == 0 ? "big" : "small");
        boolean big = number % 2 == 0;
        List<Taint> taints =
                random.nextInt(5) == 0
                        ? List.of(new Taint("team", "blue", "NoSchedule"))
                        : List.of();
        return new Machine(
                node(
                        name,
                        labels,
                        taints,
                        random.nextInt(12) == 0,
                        random.nextInt(15) > 0,
                        new Allocatable(big ? 4000 : 2000, (big ? 8192 : 4096) * MIB, 12)),
                Map.of("ephemeral-storage", 100L),
                "",
                Optional.of(new BigDecimal(big ? "0.2" : "0.1")));
    }

    static Node node(
            String name,
            Map<String, String> labels,
            List<Taint> taints,
            boolean unschedulable,
            boolean ready,
            Allocatable room) {
        return new Node(
                name,
                name,
                "",
                Instant.EPOCH,
                labels,
                Map.of(),
                taints,
                unschedulable,
                false,
                new Readiness(
                        ready ? Readiness.Status.READY : Readiness.Status.NOT_READY, Instant.EPOCH),
                "",
                room);
    }

    private void workload(String app, boolean narrowOnly) {
        Resources requests =
                new Resources(100L * (1 + random.nextInt(6)), 128 * MIB * (1 + random.nextInt(8)));
        Resources limits =
                random.nextInt(4) == 0
                        ? Resources.NONE
                        : new Resources(
                                requests.cpuMillis() * 2,
                                requests.memoryBytes() * (1 + random.nextInt(2)));
        int replicas = 1 + random.nextInt(3);
        Scheduling scheduling = scheduling(app, narrowOnly);
        for (int replica = 0; replica < replicas; replica++) {
            Scheduling own = scheduling;
            if (random.nextInt(8) == 0) {
                claims.add(new VolumeClaim(NAMESPACE, app + "-" + replica, "v-" + app + replica));
                volumes.add(
                        new Volume(
                                "v-" + app + replica, in(ZONE, Set.of("z" + random.nextInt(3)))));
                own = withClaim(scheduling, app + "-" + replica);
            }
            pods.add(new ScheduledPod(pod(app + "-" + replica, "", requests, limits), own));
        }
        if (random.nextInt(12) == 0) {
            budgets.add(new DisruptionBudget(NAMESPACE, app, app(app), random.nextInt(2), false));
        }
    }

    static Pod pod(String name, String node, Resources requests, Resources limits) {
        return new Pod(
                NAMESPACE,
                name,
                node,
                false,
                new OwnerReference("ReplicaSet", name),
                "",
                requests,
                limits,
                Unbounded.NONE,
                QosClass.BURSTABLE,
                List.of());
    }

    private static LabelSelector app(String app) {
        return new LabelSelector(Map.of("app", app), List.of());
    }

    private static NodeRequirement in(String key, Set<String> values) {
        return new NodeRequirement(
                Map.of(), List.of(new Term(List.of(new Expression(key, "In", values)), List.of())));
    }

    private Scheduling scheduling(String app, boolean narrowOnly) {
        String key = random.nextBoolean() ? ZONE : HOST;
        String other = "app" + random.nextInt(4);
        Set<String> both = new HashSet<>(List.of(app, other));
        List<PodAffinityTerm> anti = new ArrayList<>();
        List<PodAffinityTerm> affinity = new ArrayList<>();
        List<SpreadConstraint> spread = new ArrayList<>();
        NodeRequirement nodes = NodeRequirement.NONE;
        switch (random.nextInt(9)) {
            case 0 -> anti.add(new PodAffinityTerm(app(app), Set.of(NAMESPACE), null, HOST));
            case 1 ->
                    anti.add(
                            new PodAffinityTerm(
                                    app(other), Set.of(), LabelSelector.EVERYTHING, key));
            case 2 -> nodes = new NodeRequirement(Map.of("disk", "ssd"), null);
            case 3 -> nodes = in(ZONE, Set.of("z0", "z1"));
            case 4 -> {
                if (!narrowOnly) {
                    affinity.add(new PodAffinityTerm(app(app), Set.of(NAMESPACE), null, ZONE));
                }
            }
            case 5, 6 -> {
                if (!narrowOnly) {
                    spread.add(
                            new SpreadConstraint(
                                    1 + random.nextInt(2),
                                    key,
                                    app(app),
                                    random.nextInt(3) == 0 ? 3 : 1,
                                    random.nextBoolean(),
                                    random.nextBoolean()));
                }
            }
            case 7 -> {
                if (!narrowOnly) {
                    LabelSelector wide =
                            new LabelSelector(
                                    Map.of(), List.of(new Requirement("app", Operator.IN, both)));
                    affinity.add(new PodAffinityTerm(wide, Set.of(NAMESPACE), null, key));
                }
            }
            default -> {}
        }
        return new Scheduling(
                Map.of("app", app),
                nodes,
                random.nextInt(4) == 0
                        ? List.of(new Toleration("team", "Exists", "", ""))
                        : List.of(),
                spread,
                affinity,
                anti,
                random.nextInt(9) == 0
                        ? Set.of(new HostPort("0.0.0.0", "TCP", 8000 + random.nextInt(2)))
                        : Set.of(),
                Set.of(),
                random.nextInt(9) == 0 ? Map.of("ephemeral-storage", 60L) : Map.of(),
                true,
                false,
                "",
                false);
    }

    private static Scheduling withClaim(Scheduling s, String claim) {
        return new Scheduling(
                s.labels(),
                s.nodes(),
                s.tolerations(),
                s.spread(),
                s.affinity(),
                s.antiAffinity(),
                s.hostPorts(),
                Set.of(claim),
                s.otherRequests(),
                s.ready(),
                s.deleting(),
                s.refusal(),
                s.expendable());
    }

    /** Lets a plain scheduler place the pods; those that find no node are left out. */
    private ConsolidateFleet placed() {
        ConsolidateFleet unplaced = fleet(pods);
        PlainScheduler scheduler = new PlainScheduler(unplaced);
        List<ScheduledPod> standing = new ArrayList<>();
        for (ScheduledPod pod : pods) {
            List<String> free =
                    machines.stream()
                            .map(machine -> machine.node().name())
                            .filter(node -> scheduler.admits(pod.pod().key(), node))
                            .toList();
            if (!free.isEmpty()) {
                String node = free.get(random.nextInt(free.size()));
                scheduler.nodeOf.put(pod.pod().key(), node);
                Pod p = pod.pod();
                standing.add(
                        new ScheduledPod(
                                pod(p.name(), node, p.requests(), p.limits()), pod.scheduling()));
            }
        }
        return fleet(standing);
    }

    private ConsolidateFleet fleet(List<ScheduledPod> standing) {
        return new ConsolidateFleet(machines, standing, budgets, claims, volumes, Map.of());
    }
}
