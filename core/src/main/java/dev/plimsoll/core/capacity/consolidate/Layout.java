package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.PodAffinityTerm;
import dev.plimsoll.core.fleet.ScheduledPod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A fleet by numbers, as it is before anything moves. It does not change.
 *
 * @param pods those that take room, sorted by name
 * @param home the node each pod is on; {@link Topology#NONE} for one that waits for a node
 * @param classOf each pod's class
 * @param loads what each pod weighs; equal weights are one array
 * @param rooms what each node offers
 * @param weights makes dimensions comparable: each counts by how scarce it is in the whole fleet
 * @param unions by affinity rule and term
 */
record Layout(
        Dimensions dimensions,
        List<Machine> machines,
        List<ScheduledPod> pods,
        int[] home,
        int[] classOf,
        List<PodClass> classes,
        double[][] loads,
        double[][] rooms,
        double[] weights,
        List<Topology> avoidances,
        List<List<Topology>> unions,
        List<SpreadRule> spreadRules,
        List<Topology> spreads) {

    /** Numbers a fleet; pods on nodes that are not in it are left out. */
    static Layout of(ConsolidateFleet fleet, ConsolidateOptions options) {
        List<Machine> machines =
                fleet.machines().stream()
                        .sorted(Comparator.comparing(machine -> machine.node().name()))
                        .toList();
        Map<String, Integer> numbers = new HashMap<>();
        machines.forEach(machine -> numbers.put(machine.node().name(), numbers.size()));
        List<ScheduledPod> pods =
                fleet.pods().stream()
                        .filter(pod ->
                                !pod.pod().finished()
                                        && (pod.pod().nodeName().isEmpty()
                                                || numbers.containsKey(pod.pod().nodeName())))
                        .sorted(Comparator.comparing(pod -> pod.pod().key()))
                        .toList();
        PodClasses classes = new PodClasses(fleet, machines);
        int[] classOf = pods.stream().mapToInt(classes::add).toArray();
        Map<String, Topology> topologies = new HashMap<>();
        Dimensions dimensions = Dimensions.of(options, pods);
        double[][] loads = loads(dimensions, pods);
        double[][] rooms = rooms(dimensions, machines);
        return new Layout(
                dimensions,
                machines,
                pods,
                pods.stream()
                        .mapToInt(pod -> numbers.getOrDefault(pod.pod().nodeName(), Topology.NONE))
                        .toArray(),
                classOf,
                classes.all(),
                loads,
                rooms,
                weights(loads, rooms),
                classes.avoidances().stream()
                        .map(term -> topology(topologies, term.topologyKey(), machines))
                        .toList(),
                unions(classes.unions(), topologies, machines),
                classes.spreadRules(),
                classes.spreadRules().stream()
                        .map(rule -> topology(topologies, rule.topologyKey(), machines))
                        .toList());
    }

    private static double[][] loads(Dimensions dimensions, List<ScheduledPod> pods) {
        Map<List<Double>, double[]> shared = new HashMap<>();
        return pods.stream()
                .map(dimensions::load)
                .map(load -> shared.computeIfAbsent(boxed(load), absent -> load))
                .toArray(double[][]::new);
    }

    private static List<Double> boxed(double[] load) {
        return Arrays.stream(load).boxed().toList();
    }

    private static double[][] rooms(Dimensions dimensions, List<Machine> machines) {
        return machines.stream().map(dimensions::room).toArray(double[][]::new);
    }

    private static double[] weights(double[][] loads, double[][] rooms) {
        double[] weights = new double[rooms.length == 0 ? 0 : rooms[0].length];
        for (int d = 0; d < weights.length; d++) {
            double offered = 0;
            double used = 0;
            for (double[] room : rooms) {
                offered += room[d];
            }
            for (double[] load : loads) {
                used += load[d];
            }
            weights[d] = offered == 0 ? 0 : used / offered * rooms.length / offered;
        }
        return weights;
    }

    private static List<List<Topology>> unions(
            List<List<PodAffinityTerm>> unions,
            Map<String, Topology> topologies,
            List<Machine> machines) {
        List<List<Topology>> all = new ArrayList<>();
        for (List<PodAffinityTerm> terms : unions) {
            all.add(
                    terms.stream()
                            .map(term -> topology(topologies, term.topologyKey(), machines))
                            .toList());
        }
        return List.copyOf(all);
    }

    private static Topology topology(
            Map<String, Topology> known, String key, List<Machine> machines) {
        return known.computeIfAbsent(key, absent -> Topology.of(key, machines));
    }

    int nodes() {
        return machines.size();
    }

    PodClass podClass(int pod) {
        return classes.get(classOf[pod]);
    }

    String name(int node) {
        return machines.get(node).node().name();
    }

    String key(int pod) {
        return pods.get(pod).pod().key();
    }

    boolean usable(int node) {
        return machines.get(node).usable();
    }
}
