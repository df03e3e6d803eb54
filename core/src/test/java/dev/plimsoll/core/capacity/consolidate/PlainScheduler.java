package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.NodeRequirement;
import dev.plimsoll.core.fleet.PodAffinityTerm;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.core.fleet.SpreadConstraint;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.core.fleet.Volume;
import dev.plimsoll.core.fleet.VolumeClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Answers by the letter of the scheduler's filters whether a node admits a pod: it looks at all
 * pods anew each time and keeps no counts, so that it can be held against the {@link Board}.
 */
final class PlainScheduler {

    private static final Taint CORDON =
            new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    final Map<String, Machine> machines = new LinkedHashMap<>();
    final Set<String> cordoned = new HashSet<>();

    /** Where each pod is, by its key. */
    final Map<String, String> nodeOf = new HashMap<>();

    final Map<String, ScheduledPod> pods = new LinkedHashMap<>();
    private final Map<String, VolumeClaim> claims = new HashMap<>();
    private final Map<String, Volume> volumes = new HashMap<>();

    PlainScheduler(ConsolidateFleet fleet) {
        fleet.machines().forEach(machine -> machines.put(machine.node().name(), machine));
        fleet.pods()
                .forEach(pod -> {
                    pods.put(pod.pod().key(), pod);
                    if (!pod.pod().nodeName().isEmpty()) {
                        nodeOf.put(pod.pod().key(), pod.pod().nodeName());
                    }
                });
        fleet.claims().forEach(claim -> claims.put(claim.namespace() + "/" + claim.name(), claim));
        fleet.volumes().forEach(volume -> volumes.put(volume.name(), volume));
    }

    private Machine machine(String name) {
        return Objects.requireNonNull(machines.get(name), name);
    }

    private ScheduledPod pod(String key) {
        return Objects.requireNonNull(pods.get(key), key);
    }

    boolean admits(String podKey, String nodeName) {
        ScheduledPod pod = pod(podKey);
        Node node = machine(nodeName).node();
        return machine(nodeName).usable()
                && !cordoned.contains(nodeName)
                && fits(pod, nodeName)
                && pod.scheduling().nodes().matches(node)
                && node.taints().stream().allMatch(pod.scheduling()::tolerates)
                && reachesVolumes(pod, node)
                && portsFree(pod, nodeName)
                && noAntiAffinity(pod, node)
                && findsAffinity(pod, node)
                && even(pod, node);
    }

    List<ScheduledPod> on(Predicate<Node> node) {
        List<ScheduledPod> found = new ArrayList<>();
        nodeOf.forEach((key, name) -> {
            if (node.test(machine(name).node())) {
                found.add(pod(key));
            }
        });
        return found;
    }

    private boolean fits(ScheduledPod pod, String nodeName) {
        List<ScheduledPod> there = on(node -> node.name().equals(nodeName));
        var room = machine(nodeName).node().allocatable();
        long cpu = there.stream().mapToLong(one -> one.pod().requests().cpuMillis()).sum();
        long memory = there.stream().mapToLong(one -> one.pod().requests().memoryBytes()).sum();
        long wantedCpu = pod.pod().requests().cpuMillis();
        long wantedMemory = pod.pod().requests().memoryBytes();
        boolean others =
                pod.scheduling().otherRequests().entrySet().stream()
                        .allMatch(wanted -> {
                            long taken =
                                    there.stream()
                                            .mapToLong(one ->
                                                    one.scheduling()
                                                            .otherRequests()
                                                            .getOrDefault(wanted.getKey(), 0L))
                                            .sum();
                            return taken + wanted.getValue()
                                    <= machine(nodeName)
                                            .otherRoom()
                                            .getOrDefault(wanted.getKey(), 0L);
                        });
        return there.size() < room.pods()
                && (wantedCpu == 0 || cpu + wantedCpu <= room.cpuMillis())
                && (wantedMemory == 0 || memory + wantedMemory <= room.memoryBytes())
                && others;
    }

    private boolean reachesVolumes(ScheduledPod pod, Node node) {
        return pod.scheduling().claims().stream()
                .map(name -> claims.get(pod.pod().namespace() + "/" + name))
                .map(claim -> claim == null ? null : volumes.get(claim.volume()))
                .map(volume -> volume == null ? NodeRequirement.NONE : volume.reach())
                .allMatch(reach -> reach.matches(node));
    }

    private boolean portsFree(ScheduledPod pod, String nodeName) {
        return on(node -> node.name().equals(nodeName)).stream()
                .flatMap(one -> one.scheduling().hostPorts().stream())
                .noneMatch(taken ->
                        pod.scheduling().hostPorts().stream().anyMatch(taken::clashesWith));
    }

    private boolean noAntiAffinity(ScheduledPod pod, Node node) {
        for (PodAffinityTerm term : pod.scheduling().antiAffinity()) {
            if (beside(node, term).stream().anyMatch(other -> means(term, other))) {
                return false;
            }
        }
        return nodeOf.entrySet().stream()
                .noneMatch(entry ->
                        pod(entry.getKey()).scheduling().antiAffinity().stream()
                                .anyMatch(term ->
                                        means(term, pod)
                                                && same(
                                                        node,
                                                        machine(entry.getValue()).node(),
                                                        term.topologyKey())));
    }

    private boolean findsAffinity(ScheduledPod pod, Node node) {
        List<PodAffinityTerm> terms = pod.scheduling().affinity();
        if (terms.isEmpty()) {
            return true;
        }
        if (!terms.stream().allMatch(term -> node.labels().containsKey(term.topologyKey()))) {
            return false;
        }
        boolean all =
                terms.stream()
                        .allMatch(term ->
                                beside(node, term).stream()
                                        .anyMatch(other -> meansAll(terms, other)));
        boolean nowhere =
                on(other ->
                                terms.stream()
                                        .anyMatch(term ->
                                                other.labels().containsKey(term.topologyKey())))
                        .stream()
                        .noneMatch(other -> meansAll(terms, other));
        return all || nowhere && meansAll(terms, pod);
    }

    private static boolean meansAll(List<PodAffinityTerm> terms, ScheduledPod pod) {
        return terms.stream().allMatch(term -> means(term, pod));
    }

    private static boolean means(PodAffinityTerm term, ScheduledPod pod) {
        String namespace = pod.pod().namespace();
        return term.matches(
                namespace,
                pod.scheduling().labels(),
                Map.of("kubernetes.io/metadata.name", namespace));
    }

    private List<ScheduledPod> beside(Node node, PodAffinityTerm term) {
        return on(other -> same(node, other, term.topologyKey()));
    }

    private static boolean same(Node a, Node b, String key) {
        return a.labels().containsKey(key) && a.labels().get(key).equals(b.labels().get(key));
    }

    private boolean even(ScheduledPod pod, Node node) {
        Scheduling scheduling = pod.scheduling();
        for (SpreadConstraint constraint : scheduling.spread()) {
            String key = constraint.topologyKey();
            if (!node.labels().containsKey(key)) {
                return false;
            }
            Map<String, Integer> counts = new HashMap<>();
            for (Machine machine : machines.values()) {
                if (counts(machine.node(), scheduling, constraint)) {
                    int here =
                            (int)
                                    on(one -> one.name().equals(machine.node().name())).stream()
                                            .filter(other ->
                                                    !other.scheduling().deleting()
                                                            && other.pod()
                                                                    .namespace()
                                                                    .equals(pod.pod().namespace())
                                                            && constraint
                                                                    .selector()
                                                                    .matches(
                                                                            other.scheduling()
                                                                                    .labels()))
                                            .count();
                    counts.merge(machine.node().labels().get(key), here, Integer::sum);
                }
            }
            int emptiest =
                    counts.size() < constraint.minDomains()
                            ? 0
                            : counts.values().stream().mapToInt(i -> i).min().orElse(0);
            int own = constraint.selector().matches(scheduling.labels()) ? 1 : 0;
            int here = counts.getOrDefault(node.labels().get(key), 0);
            if (here + own - emptiest > constraint.maxSkew()) {
                return false;
            }
        }
        return true;
    }

    private boolean counts(Node node, Scheduling scheduling, SpreadConstraint constraint) {
        List<Taint> taints = new ArrayList<>(node.taints());
        if (node.unschedulable() || cordoned.contains(node.name())) {
            taints.add(CORDON);
        }
        return scheduling.spread().stream()
                        .allMatch(one -> node.labels().containsKey(one.topologyKey()))
                && (!constraint.honorAffinity() || scheduling.nodes().matches(node))
                && (!constraint.honorTaints() || taints.stream().allMatch(scheduling::tolerates));
    }
}
