package dev.plimsoll.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.CommandRun;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plans judged by the real scheduler: generated fleets, whose pods belong to real controllers, are
 * consolidated as planned, and not one pod stays Pending.
 */
@RealCluster
class ConsolidateIT {

    private static final int FLEETS = Integer.getInteger("plimsoll.consolidate.fleets", 8);
    private static final long FIRST_SEED = Long.getLong("plimsoll.consolidate.seed", 1);

    /** Of a fleet that is consolidated with few evictions, each of which takes the loop seconds. */
    private static final long LOOP_SEED = Long.getLong("plimsoll.consolidate.loop", 2);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ControlPlane controlPlane;
    private final KubernetesClient client;
    private final CommandRun run;

    ConsolidateIT(ControlPlane controlPlane, @TempDir Path folder) {
        this.controlPlane = controlPlane;
        client = controlPlane.client();
        run = new CommandRun(folder);
    }

    @Test
    void leavesNoPodPending() throws IOException {
        judge(FLEETS);
    }

    /** More nodes go where the largest pods are evicted first, as the plan has them. */
    @Test
    void leavesNoPodPendingInTheOrderOfThePlan() throws IOException {
        judge(Math.ceilDiv(FLEETS, 2), "--largest-first");
    }

    private void judge(int fleets, String... options) throws IOException {
        int removed = 0;
        int moved = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + fleets; seed++) {
            // Given
            int pods = live(seed);
            JsonNode plan = plan(seed, options);
            List<String> nodes = new ArrayList<>();
            for (JsonNode node : plan.path("remove")) {
                nodes.add(node.path("node").asText());
                moved += node.path("moves").size();
            }
            removed += nodes.size();
            System.out.printf(
                    "consolidate %s: seed %d, %d of %d nodes go, %d pods in all%n",
                    List.of(options),
                    seed,
                    nodes.size(),
                    plan.path("before").path("nodes").asInt(),
                    pods);

            // When
            Drain drain = new Drain(client, new Random(seed));
            if (options.length == 0) {
                drain.drain(nodes);
            } else {
                drain.drain(nodes, evictions(plan));
            }

            // Then
            await().atMost(PATIENCE).until(() -> settled().size() == pods);
            assertThat(pending()).as("pending, seed %d, of %s", seed, plan).isEmpty();
            assertThat(settled()).as("seed %d", seed).hasSize(pods);
            assertThat(nodesOfMovable()).as("seed %d", seed).doesNotContainAnyElementsOf(nodes);
            controlPlane.reset();
        }
        System.out.printf(
                "consolidate %s: %d fleets, %d nodes went, %d pods moved, none stayed Pending%n",
                List.of(options), fleets, removed, moved);
        assertThat(removed).isGreaterThan(fleets);
    }

    /** What the docs tell people to do where they want that order. */
    @Test
    void leavesNoPodPendingByTheLoopOfTheDocs(@TempDir Path folder) throws Exception {
        // Given
        int pods = live(LOOP_SEED);
        DocumentedLoop loop = new DocumentedLoop(folder, controlPlane);
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        loop.run();

        // Then
        JsonNode plan = loop.plan();
        List<String> nodes =
                plan.path("remove").valueStream().map(node -> node.path("node").asText()).toList();
        System.out.printf(
                "consolidate by the docs: %d nodes go, %d evictions%n",
                nodes.size(), evictions(plan).size());
        assertThat(nodes).isNotEmpty();
        assertThat(evicted(mark)).hasSizeGreaterThan(2).isEqualTo(evictions(plan));
        await().atMost(PATIENCE).until(() -> settled().size() == pods);
        assertThat(pending()).isEmpty();
        assertThat(nodesOfMovable()).doesNotContainAnyElementsOf(nodes);
    }

    /** The pods whose evictions were let go, in the order of that. */
    private List<String> evicted(AuditLog.Mark mark) {
        return controlPlane
                .auditLog()
                .since(mark, event -> event.subresource().equals("eviction") && event.code() == 201)
                .stream()
                .map(event -> event.namespace() + "/" + event.name())
                .toList();
    }

    private static List<String> evictions(JsonNode plan) {
        return plan.path("evictions").valueStream().map(JsonNode::asText).toList();
    }

    /** Brings a fleet to life and answers how many pods it has beside DaemonSets. */
    private int live(long seed) {
        load(GeneratedFleet.nodes(seed));
        await().atMost(PATIENCE)
                .until(() ->
                        client.nodes().list().getItems().stream()
                                .noneMatch(ConsolidateIT::beingPrepared));
        load(GeneratedFleet.workloads(seed, controlPlane.newNamespace("fleet")));
        await().atMost(PATIENCE).until(this::everyPodIsRunningOrRefused);
        giveUpWhatFitsNowhere();
        await().atMost(PATIENCE).until(() -> complete() && pending().isEmpty());
        await().atMost(PATIENCE).until(this::budgetsAreCounted);
        return settled().size();
    }

    private void load(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(UTF_8))).create();
    }

    private static boolean beingPrepared(Node node) {
        return node.getSpec().getTaints().stream()
                .anyMatch(taint -> taint.getKey().startsWith("node.kubernetes.io/"));
    }

    private JsonNode plan(long seed, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(options));
        line.addAll(
                0,
                List.of(
                        "plan",
                        "consolidate",
                        "--basis",
                        seed % 3 == 0 ? "limits" : "requests",
                        "--min-zones",
                        Long.toString(1 + seed % 3),
                        "-o",
                        "json",
                        "--kubeconfig",
                        controlPlane.kubeconfig().toString()));
        CommandRun.Result result = run.run(line.toArray(String[]::new));
        assertThat(result.err()).as("seed %d", seed).isEmpty();
        return new ObjectMapper().readTree(result.out());
    }

    private List<Pod> movable() {
        return client.pods().inAnyNamespace().list().getItems().stream()
                .filter(pod -> !Drain.ownedBy(pod, "DaemonSet"))
                .toList();
    }

    private Set<String> nodesOfMovable() {
        Set<String> nodes = new TreeSet<>();
        movable().forEach(pod -> nodes.add(pod.getSpec().getNodeName()));
        return nodes;
    }

    private List<String> settled() {
        return movable().stream()
                .filter(pod ->
                        pod.getMetadata().getDeletionTimestamp() == null
                                && pod.getStatus().getPhase().equals("Running"))
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    private List<String> pending() {
        return movable().stream()
                .filter(pod -> !pod.getStatus().getPhase().equals("Running"))
                .map(pod -> pod.getMetadata().getName() + ": " + pod.getStatus().getConditions())
                .toList();
    }

    private boolean everyPodIsRunningOrRefused() {
        return complete()
                && movable().stream()
                        .allMatch(pod ->
                                pod.getStatus().getPhase().equals("Running") || Drain.refused(pod));
    }

    /** Whether the controllers have made all the pods they are to make. */
    private boolean complete() {
        int wanted =
                client.apps().deployments().inAnyNamespace().list().getItems().stream()
                                .mapToInt(each -> each.getSpec().getReplicas())
                                .sum()
                        + client.apps().statefulSets().inAnyNamespace().list().getItems().size();
        int nodes = client.nodes().list().getItems().size();
        return client.pods().inAnyNamespace().list().getItems().size() == wanted + nodes;
    }

    /** What the scheduler cannot place before anything moves is not the plan's to place. */
    private void giveUpWhatFitsNowhere() {
        for (Pod pod : movable()) {
            if (!pod.getStatus().getPhase().equals("Running")) {
                String namespace = pod.getMetadata().getNamespace();
                String app = pod.getMetadata().getLabels().get("app");
                client.apps().deployments().inNamespace(namespace).withName(app).delete();
                client.apps().statefulSets().inNamespace(namespace).withName(app).delete();
                client.policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(namespace)
                        .withName(app)
                        .delete();
            }
        }
    }

    private boolean budgetsAreCounted() {
        return client
                .policy()
                .v1()
                .podDisruptionBudget()
                .inAnyNamespace()
                .list()
                .getItems()
                .stream()
                .allMatch(this::isCounted);
    }

    private boolean isCounted(PodDisruptionBudget budget) {
        long running =
                movable().stream()
                        .filter(pod ->
                                budget.getMetadata()
                                        .getName()
                                        .equals(pod.getMetadata().getLabels().get("app")))
                        .count();
        return budget.getStatus() != null
                && Integer.valueOf((int) running).equals(budget.getStatus().getCurrentHealthy());
    }
}
