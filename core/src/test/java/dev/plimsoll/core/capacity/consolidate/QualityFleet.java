package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.reshape.Pods;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Scheduling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fleets of which 46 % is taken, with pods of several distributions. */
final class QualityFleet {

    static final List<String> DISTRIBUTIONS =
            List.of("uniform", "lognormal", "replicas", "opposed", "cpu-heavy");
    static final int PODS = Integer.getInteger("plimsoll.quality.pods", 600);

    /** How many times an m5.2xlarge a node is. */
    static final int SIZE = Integer.getInteger("plimsoll.quality.size", 1);

    static final Allocatable ROOM =
            new Allocatable(7910L * SIZE, 29317L * Pods.MIB * SIZE, 58 * SIZE);

    private static final int SMALL_NODES = 8;
    private static final int SMALL_PODS = 16;

    private QualityFleet() {}

    static ConsolidateOptions options(Basis basis, Promise promise) {
        return new ConsolidateOptions(
                DecidingResource.MEMORY,
                basis,
                LabelSelector.EVERYTHING,
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                promise);
    }

    static ConsolidatePlan plan(ConsolidateFleet fleet, Basis basis, Promise promise) {
        return new ConsolidatePlanner(options(basis, promise)).plan(fleet);
    }

    /** Spreads pods over nodes as the scheduler does, until the nodes are 46 % full. */
    static ConsolidateFleet fleet(String distribution, int count, long seed) {
        List<Pod> pods = Pods.drawn(distribution, count, seed);
        double need =
                Math.max(
                        pods.stream().mapToLong(pod -> pod.requests().cpuMillis()).sum()
                                / (double) ROOM.cpuMillis(),
                        pods.stream().mapToLong(pod -> pod.requests().memoryBytes()).sum()
                                / (double) ROOM.memoryBytes());
        int nodes = Math.max((int) Math.ceil(need / 0.46), 2 * count / ROOM.pods());
        return spread(pods, nodes, ROOM);
    }

    /** Each pod goes to the emptiest node. */
    private static ConsolidateFleet spread(List<Pod> pods, int nodes, Allocatable room) {
        List<Machine> machines =
                IntStream.range(0, nodes).mapToObj(number -> machine(number, room)).toList();
        double[] used = new double[nodes];
        List<ScheduledPod> placed = new ArrayList<>();
        for (Pod pod : pods) {
            int emptiest = 0;
            for (int node = 1; node < nodes; node++) {
                emptiest = used[node] < used[emptiest] ? node : emptiest;
            }
            used[emptiest] +=
                    pod.requests().cpuMillis() / (double) room.cpuMillis()
                            + pod.requests().memoryBytes() / (double) room.memoryBytes();
            placed.add(
                    new ScheduledPod(
                            RandomFleet.pod(
                                    pod.name(),
                                    machines.get(emptiest).node().name(),
                                    pod.requests(),
                                    pod.limits()),
                            Scheduling.FREE));
        }
        return new ConsolidateFleet(machines, placed, List.of(), List.of(), List.of(), Map.of());
    }

    /** As {@link #fleet}, with 16 pods on 8 nodes of which no more than 46 % is taken. */
    static ConsolidateFleet small(String distribution, long seed) {
        List<Pod> pods = Pods.drawn(distribution, SMALL_PODS, seed);
        long cpu = 0;
        long memory = 0;
        long largestCpu = 0;
        long largestMemory = 0;
        for (Pod pod : pods) {
            cpu += pod.requests().cpuMillis();
            memory += pod.requests().memoryBytes();
            largestCpu = Math.max(largestCpu, pod.requests().cpuMillis());
            largestMemory = Math.max(largestMemory, pod.requests().memoryBytes());
        }
        Allocatable room =
                new Allocatable(
                        Math.max((long) (cpu / 0.46 / SMALL_NODES), 3 * largestCpu / 2),
                        Math.max((long) (memory / 0.46 / SMALL_NODES), 3 * largestMemory / 2),
                        ROOM.pods());
        return spread(pods, SMALL_NODES, room);
    }

    private static Machine machine(int number, Allocatable room) {
        return new Machine(
                RandomFleet.node("n" + (1000 + number), Map.of(), List.of(), false, true, room),
                Map.of(),
                "",
                Optional.of(new BigDecimal("0.384")));
    }
}
