package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.Guard;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.AccessProblem;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.ApiStream;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Pulse;
import dev.plimsoll.kubernetes.connection.StreamLimits;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import dev.plimsoll.kubernetes.scheduling.BudgetReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Looks at one node by asking the API server each time, and writes to it. A drain decides on what
 * is true now, which a watch does not promise to show; {@link PodAlarms} only tell it when to look.
 */
public final class KubernetesDrainWorld implements DrainWorld {

    private static final String NODES = "/api/v1/nodes/";
    private static final String BUDGETS = "/apis/policy/v1/poddisruptionbudgets";

    private final Cluster cluster;
    private final String mark;
    private final DrainWrites writes;
    private final WorkloadWishes wishes;
    private final EvictionTurns turns;
    private final Map<String, Long> looks = new ConcurrentHashMap<>();
    private final NodeReader nodes = new NodeReader();
    private final ObjectMapper trees = new ObjectMapper();

    /** What a person's drain sees and does. */
    public KubernetesDrainWorld(Cluster cluster, RandomGenerator random) {
        this(cluster, "drain", new EvictionTurns(), random);
    }

    /**
     * @param mark what the annotation on a node says that was closed by this drain and may be
     *     opened by it
     * @param turns shared by all drains of this process
     * @param random jitters when a server that has refused is asked again; used by many threads
     */
    public KubernetesDrainWorld(
            Cluster cluster, String mark, EvictionTurns turns, RandomGenerator random) {
        this.cluster = cluster;
        this.mark = mark;
        this.turns = turns;
        this.writes = new DrainWrites(cluster, nodes, mark, random);
        this.wishes = new WorkloadWishes(cluster);
    }

    @Override
    public Look look(String name, Set<Workload> counted) {
        looks.put(name, turns.now());
        try {
            ApiAnswer answer = cluster.send(ApiRequest.get(NODES + name));
            if (answer.code() == 404) {
                return new Look.Missing();
            }
            if (!answer.successful()) {
                String why =
                        "The node %s cannot be read: %d %s"
                                .formatted(name, answer.code(), answer.status().message());
                return answer.code() == 401 || answer.code() == 403
                        ? new Look.Forbidden(why)
                        : new Look.Failed(why);
            }
            JsonNode tree = trees.readTree(answer.body());
            Node node = Json.read(tree, nodes);
            List<DrainPod> pods =
                    list(
                            "/api/v1/pods?fieldSelector=spec.nodeName%3D" + name,
                            DrainPodReader::read);
            List<DisruptionBudget> budgets = list(BUDGETS, BudgetReader::read);
            return new Look.Seen(
                    new DrainSight(
                            node,
                            cordon(node, tree),
                            pods,
                            budgets,
                            counts(counted),
                            wishes.of(counted)));
        } catch (ApiException e) {
            return switch (e.problem()) {
                case AccessProblem.Forbidden problem -> new Look.Forbidden(problem.sentence());
                case AccessProblem.Unauthenticated problem ->
                        new Look.Forbidden(problem.sentence());
                default -> new Look.Failed(e.problem().sentence());
            };
        } catch (IOException e) {
            return new Look.Failed("What the API server sent is not JSON: " + e.getMessage());
        }
    }

    private Cordon cordon(Node node, JsonNode tree) {
        if (!node.unschedulable()) {
            return Cordon.NONE;
        }
        return tree.at("/metadata/annotations").path(DrainWrites.MARK).asText().equals(mark)
                ? Cordon.OURS
                : Cordon.OTHERS;
    }

    private Map<Workload, Integer> counts(Set<Workload> counted) throws IOException {
        Map<Workload, Integer> ready = new HashMap<>();
        counted.forEach(workload -> ready.put(workload, 0));
        for (String namespace :
                counted.stream().map(Workload::namespace).distinct().sorted().toList()) {
            for (DrainPod pod :
                    list("/api/v1/namespaces/" + namespace + "/pods", DrainPodReader::read)) {
                Optional<Workload> workload = Workload.of(pod);
                if (pod.ready() && !pod.deleting() && workload.isPresent()) {
                    ready.computeIfPresent(workload.get(), (_, count) -> count + 1);
                }
            }
        }
        return ready;
    }

    private <T> List<T> list(String path, Function<JsonNode, T> reader) throws IOException {
        Deadlines deadlines = cluster.deadlines();
        StreamLimits limits = new StreamLimits(deadlines.listSilence(), deadlines.listPage(), true);
        try (ApiStream answer = cluster.stream(path, limits, true, new Pulse())) {
            List<T> items = new ArrayList<>();
            trees.readTree(answer.body())
                    .path("items")
                    .forEach(item -> items.add(reader.apply(item)));
            return items;
        }
    }

    @Override
    public WriteOutcome<Node> cordon(Node node) {
        return writes.cordon(node);
    }

    @Override
    public WriteOutcome<Node> uncordon(Node node) {
        return writes.uncordon(node);
    }

    @Override
    public WriteOutcome<DrainPod> evict(DrainPod pod) {
        return turns.evict(
                pod.namespace(),
                pod.nodeName(),
                looks.getOrDefault(pod.nodeName(), 0L),
                () -> taken(pod),
                () -> writes.evict(pod));
    }

    @Override
    public WriteOutcome<DrainPod> delete(DrainPod pod) {
        return writes.delete(pod);
    }

    /** Tells whether another drain of this process has used up what a budget allowed. */
    private Optional<WriteOutcome<DrainPod>> taken(DrainPod pod) {
        try {
            return Guard.budget(pod, list(budgets(pod.namespace()), BudgetReader::read))
                    .map(why -> new WriteOutcome.Withheld<>("By now it " + why + "."));
        } catch (IOException e) {
            // The server that is asked to evict asks the budgets too.
            return Optional.empty();
        }
    }

    private static String budgets(String namespace) {
        return "/apis/policy/v1/namespaces/" + namespace + "/poddisruptionbudgets";
    }
}
