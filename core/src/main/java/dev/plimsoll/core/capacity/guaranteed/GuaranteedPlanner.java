package dev.plimsoll.core.capacity.guaranteed;

import dev.plimsoll.core.capacity.PodResources;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans which workloads to move to Guaranteed. Their requests rise to their limits, and so each
 * move takes room: the cheapest in memory goes first, then the cheapest in CPU, and a workload
 * stays where one of the nodes that its pods are on now would be asked for more than it offers.
 * That is what the scheduler would ask were every pod to come back to its node; it needs no guess
 * about where pods go, and it holds for each node.
 */
public final class GuaranteedPlanner {

    /**
     * The kinds whose pods follow a change of the template; others' are no longer than they live.
     */
    private static final Set<String> FOLLOWED =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "CronJob");

    private final MissingLimits missing;

    public GuaranteedPlanner(MissingLimits missing) {
        this.missing = missing;
    }

    /**
     * A workload that could be moved.
     *
     * @param each what each of its pods will request
     * @param added by which all of them together rise
     */
    private record Candidate(Workload workload, Patch patch, Resources each, Resources added) {

        /** By how much a pod rises, which may have been resized before. */
        Resources rise(Pod pod) {
            return new Resources(
                    Math.max(0, each.cpuMillis() - pod.requests().cpuMillis()),
                    Math.max(0, each.memoryBytes() - pod.requests().memoryBytes()));
        }
    }

    /**
     * Plans.
     *
     * @param pods all that take room, those of the workloads among them
     */
    public GuaranteedPlan plan(
            Collection<Node> nodes, Collection<Pod> pods, Collection<Workload> workloads) {
        Map<String, Allocatable> rooms = new HashMap<>();
        nodes.forEach(node -> rooms.put(node.name(), node.allocatable()));
        Map<String, Resources> asked = new HashMap<>();
        Resources before = Resources.NONE;
        for (Pod pod : pods) {
            if (pod.counted()) {
                asked.merge(pod.nodeName(), pod.requests(), Resources::plus);
                before = before.plus(pod.requests());
            }
        }
        List<GuaranteedPlan.Stay> stays = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        int already = 0;
        for (Workload workload : workloads) {
            if (workload.pods().stream().allMatch(pod -> pod.qosClass() == QosClass.GUARANTEED)) {
                already++;
            } else {
                switch (judge(workload)) {
                    case TemplateChange.Impossible(String reason) ->
                            stays.add(new GuaranteedPlan.Stay(workload, reason));
                    case TemplateChange.Possible possible ->
                            candidates.add(candidate(workload, possible));
                }
            }
        }
        candidates.sort(CHEAPEST_FIRST);
        List<GuaranteedPlan.Move> moves = new ArrayList<>();
        Resources after = before;
        for (Candidate candidate : candidates) {
            Map<String, Resources> then = with(candidate, asked);
            Optional<String> full =
                    candidate.added.equals(Resources.NONE) ? Optional.empty() : full(then, rooms);
            if (full.isPresent()) {
                stays.add(new GuaranteedPlan.Stay(candidate.workload, full.get()));
            } else {
                asked.putAll(then);
                after = after.plus(candidate.added);
                moves.add(
                        new GuaranteedPlan.Move(
                                candidate.workload, candidate.patch, candidate.added));
            }
        }
        stays.sort(Comparator.comparing(GuaranteedPlan.Stay::workload, BY_NAME));
        return new GuaranteedPlan(moves, stays, already, before, after, sum(rooms.values()));
    }

    private static final Comparator<Workload> BY_NAME =
            Comparator.comparing(Workload::namespace)
                    .thenComparing(Workload::kind)
                    .thenComparing(Workload::name);

    private static final Comparator<Candidate> CHEAPEST_FIRST =
            Comparator.comparingLong((Candidate candidate) -> candidate.added.memoryBytes())
                    .thenComparingLong(candidate -> candidate.added.cpuMillis())
                    .thenComparing(Candidate::workload, BY_NAME);

    private TemplateChange judge(Workload workload) {
        String kind = workload.kind();
        if (kind.equals("Pod") || kind.equals("Job")) {
            return new TemplateChange.Impossible(
                    "the class of a pod never changes; change what creates this " + kind);
        }
        if (!FOLLOWED.contains(kind)) {
            return new TemplateChange.Impossible(
                    "where a " + kind + " keeps its template is not known");
        }
        return workload.alike()
                ? TemplateChange.of(workload.specimen(), missing)
                : new TemplateChange.Impossible(
                        "its pods declare different things; a rollout or a resize is under way");
    }

    private static Candidate candidate(Workload workload, TemplateChange.Possible change) {
        Resources each = PodResources.of(change.after()).requests();
        Candidate candidate = new Candidate(workload, change.patch(), each, Resources.NONE);
        Resources added = Resources.NONE;
        for (Pod pod : workload.pods()) {
            added = added.plus(candidate.rise(pod));
        }
        return new Candidate(workload, change.patch(), each, added);
    }

    /** What the nodes of the candidate's pods would be asked for. */
    private static Map<String, Resources> with(Candidate candidate, Map<String, Resources> asked) {
        Map<String, Resources> then = new HashMap<>();
        for (Pod pod : candidate.workload.pods()) {
            String node = pod.nodeName();
            Resources so = then.getOrDefault(node, asked.getOrDefault(node, Resources.NONE));
            then.put(node, so.plus(candidate.rise(pod)));
        }
        return then;
    }

    private static Optional<String> full(
            Map<String, Resources> asked, Map<String, Allocatable> rooms) {
        return asked.keySet().stream()
                .sorted()
                .flatMap(node -> full(node, asked.get(node), rooms.get(node)).stream())
                .findFirst();
    }

    /** A node that nothing is known of cannot be full: its pods run somewhere all the same. */
    private static Optional<String> full(
            String node, @Nullable Resources asked, @Nullable Allocatable room) {
        if (asked == null || room == null || room.equals(Allocatable.UNKNOWN)) {
            return Optional.empty();
        }
        if (asked.memoryBytes() > room.memoryBytes()) {
            return Optional.of(sentence(node, "memory", asked.memoryBytes(), room.memoryBytes()));
        }
        return asked.cpuMillis() > room.cpuMillis()
                ? Optional.of(sentence(node, "CPU", asked.cpuMillis(), room.cpuMillis()))
                : Optional.empty();
    }

    private static String sentence(String node, String resource, long asked, long room) {
        return String.format(
                Locale.ROOT,
                "node %s would be asked for %.1f%% of its %s",
                node,
                100.0 * asked / room,
                resource);
    }

    private static Allocatable sum(Collection<Allocatable> rooms) {
        long cpuMillis = 0;
        long memoryBytes = 0;
        int pods = 0;
        for (Allocatable room : rooms) {
            cpuMillis += room.cpuMillis();
            memoryBytes += room.memoryBytes();
            pods += room.pods();
        }
        return new Allocatable(cpuMillis, memoryBytes, pods);
    }
}
