package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.NodeRequirement;
import dev.plimsoll.core.fleet.PodAffinityTerm;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.core.fleet.SpreadConstraint;
import dev.plimsoll.core.fleet.Toleration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Sorts pods into classes and gives every rule that any of them has a number. */
final class PodClasses {

    private final ConsolidateFleet fleet;
    private final List<Machine> machines;
    private final VolumeReach reach;
    private final Map<Object, BitSet> nodesFor = new HashMap<>();
    private final Map<Key, Integer> numbers = new LinkedHashMap<>();
    private final Map<PodAffinityTerm, Integer> avoidances = new LinkedHashMap<>();
    private final Map<List<PodAffinityTerm>, Integer> unions = new LinkedHashMap<>();
    private final Map<SpreadRule, Integer> spreadRules = new LinkedHashMap<>();

    private record Key(String namespace, Scheduling scheduling) {}

    private record Site(
            NodeRequirement nodes, List<Toleration> tolerations, Set<NodeRequirement> volumes) {}

    PodClasses(ConsolidateFleet fleet, List<Machine> machines) {
        this.fleet = fleet;
        this.machines = machines;
        reach = new VolumeReach(fleet);
    }

    /** Answers the number of the pod's class; what classes there are is known after the last. */
    int add(ScheduledPod pod) {
        Scheduling scheduling = pod.scheduling();
        return numbers.computeIfAbsent(
                new Key(pod.pod().namespace(), scheduling),
                key -> {
                    scheduling.antiAffinity().forEach(term -> number(avoidances, term));
                    if (!scheduling.affinity().isEmpty()) {
                        number(unions, scheduling.affinity());
                    }
                    scheduling
                            .spread()
                            .forEach(constraint ->
                                    number(
                                            spreadRules,
                                            SpreadRule.of(key.namespace, scheduling, constraint)));
                    return numbers.size();
                });
    }

    private static <T> int number(Map<T, Integer> numbers, T thing) {
        Integer known = numbers.putIfAbsent(thing, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    List<PodAffinityTerm> avoidances() {
        return List.copyOf(avoidances.keySet());
    }

    List<List<PodAffinityTerm>> unions() {
        return List.copyOf(unions.keySet());
    }

    List<SpreadRule> spreadRules() {
        return List.copyOf(spreadRules.keySet());
    }

    /** Answers the classes by their numbers. */
    List<PodClass> all() {
        List<PodClass> all = new ArrayList<>();
        numbers.keySet().forEach(key -> all.add(describe(key)));
        return all;
    }

    private PodClass describe(Key key) {
        Scheduling scheduling = key.scheduling;
        List<PodAffinityTerm> terms = avoidances();
        List<List<PodAffinityTerm>> groups = unions();
        List<SpreadRule> spreads = spreadRules();
        return new PodClass(
                key.namespace,
                scheduling,
                nodes(key),
                scheduling.antiAffinity().stream()
                        .mapToInt(term -> number(avoidances, term))
                        .distinct()
                        .toArray(),
                which(terms.size(), term -> matches(key, terms.get(term))),
                scheduling.affinity().isEmpty()
                        ? Topology.NONE
                        : number(unions, scheduling.affinity()),
                which(groups.size(), group -> matchesAll(key, groups.get(group))),
                matchesAll(key, scheduling.affinity()),
                scheduling.spread().stream()
                        .map(constraint -> spread(key, constraint))
                        .toArray(PodClass.Spread[]::new),
                which(spreads.size(), rule -> spreads.get(rule).counts(key.namespace, scheduling)));
    }

    private PodClass.Spread spread(Key key, SpreadConstraint constraint) {
        SpreadRule rule = SpreadRule.of(key.namespace, key.scheduling, constraint);
        return new PodClass.Spread(
                number(spreadRules, rule),
                constraint.maxSkew(),
                constraint.minDomains(),
                constraint.selector().matches(key.scheduling.labels()));
    }

    private static int[] which(int count, IntPredicate chosen) {
        return IntStream.range(0, count).filter(chosen).toArray();
    }

    private boolean matches(Key key, PodAffinityTerm term) {
        return term.matches(
                key.namespace, key.scheduling.labels(), fleet.namespaceLabels(key.namespace));
    }

    private boolean matchesAll(Key key, List<PodAffinityTerm> terms) {
        return terms.stream().allMatch(term -> matches(key, term));
    }

    private BitSet nodes(Key key) {
        Scheduling scheduling = key.scheduling;
        Site site =
                new Site(
                        scheduling.nodes(),
                        scheduling.tolerations(),
                        reach.of(key.namespace, scheduling));
        return nodesFor.computeIfAbsent(
                site,
                absent -> {
                    BitSet nodes = new BitSet(machines.size());
                    for (int node = 0; node < machines.size(); node++) {
                        nodes.set(node, takes(machines.get(node), scheduling, site));
                    }
                    return nodes;
                });
    }

    private static boolean takes(Machine machine, Scheduling scheduling, Site site) {
        return machine.usable()
                && site.nodes.matches(machine.node())
                && site.volumes.stream().allMatch(volume -> volume.matches(machine.node()))
                && machine.node().taints().stream().allMatch(scheduling::tolerates);
    }
}
