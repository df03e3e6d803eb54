package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.CommandRunner;
import dev.plimsoll.shell.Shell;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import io.fabric8.kubernetes.api.model.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command, judged by the API server's audit log. */
@RealCluster
class DrainIT {

    private static final String MARK = "plimsoll.dev/cordoned-by";

    private final ControlPlane controlPlane;
    private final NodeHand hand;
    private Workloads workloads;
    private List<String> nodes = List.of();

    DrainIT(ControlPlane controlPlane, NodeHand hand) {
        this.controlPlane = controlPlane;
        this.hand = hand;
        this.workloads = new Workloads(controlPlane);
    }

    /** Everything starts on the first node, and has two others to go to. */
    @BeforeEach
    void fill(FleetFiller filler) {
        workloads = new Workloads(controlPlane);
        nodes = filler.addNodes(3);
        hand.cordon(nodes.get(1), true);
        hand.cordon(nodes.get(2), true);
    }

    private void open() {
        hand.cordon(nodes.get(1), false);
        hand.cordon(nodes.get(2), false);
    }

    @Test
    void podsLeaveInThePlansOrderAndEachIsAskedForOnce() throws IOException {
        // Given
        workloads.deployment("web", 3, "");
        workloads.deployment("dns", 2, "system-cluster-critical");
        workloads.statefulSet("db", 2);
        workloads.daemonSet("agent");
        workloads.budget("web", "web", 2);
        workloads.awaitReady(10);
        open();
        String node = nodes.getFirst();
        List<String> planned = planned(node);
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        Ran ran = run("drain", node, "--timeout", "10m");

        // Then
        assertThat(ran.err).isEmpty();
        assertThat(ran.code).isZero();
        List<AuditEvent> evictions = evictions(mark);
        assertThat(evictions).hasSize(7).allMatch(event -> event.code() == 201);
        assertThat(evictions).extracting(AuditEvent::name).isEqualTo(planned);
        assertThat(workloads.movableOn(node)).isEmpty();
        assertThat(workloads.pods().stream().filter(Workloads::ready)).hasSize(10);
        assertThat(node(node).getSpec().getUnschedulable()).isTrue();
        assertThat(node(node).getMetadata().getAnnotations()).containsEntry(MARK, "drain");
        assertThat(ran.out).contains("7 pods leave", "drained in", "[7/7]");
    }

    @Test
    void budgetThatNeverAllowsItEndsTheDrainAndOpensTheNode() {
        // Given
        workloads.deployment("web", 2, "");
        workloads.budget("strict", "web", 2);
        workloads.awaitReady(2);
        open();
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        Ran ran = run("drain", nodes.getFirst(), "--pod-timeout", "3s");

        // Then
        assertThat(ran.code).isEqualTo(1);
        assertThat(ran.err)
                .contains(workloads.namespace() + "/strict", "allows no disruption", "open");
        assertThat(evictions(mark)).isEmpty();
        assertThat(workloads.movableOn(nodes.getFirst())).hasSize(2);
        assertThat(closed(nodes.getFirst())).isFalse();
        assertThat(annotations(nodes.getFirst())).doesNotContainKey(MARK);
    }

    @Test
    void podThatNoBudgetLetsGoIsDeletedWhereThatIsAsked() {
        // Given
        workloads.deployment("web", 1, "");
        workloads.budget("strict", "web", 1);
        workloads.awaitReady(1);
        open();
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        Ran ran = run("drain", nodes.getFirst(), "--delete-after-timeout", "--pod-timeout", "10s");

        // Then
        assertThat(ran.code).as(ran.err).isZero();
        assertThat(ran.out).containsSubsequence("allows no disruption", "deleting", "gone");
        assertThat(evictions(mark)).isEmpty();
        assertThat(
                        controlPlane
                                .auditLog()
                                .since(
                                        mark,
                                        event ->
                                                isOurs(event)
                                                        && event.verb().equals("delete")
                                                        && event.resource().equals("pods")))
                .hasSize(1);
    }

    @Test
    void nodeThatAPersonCordonedStaysCordoned() {
        // Given
        workloads.deployment("web", 1, "");
        workloads.budget("strict", "web", 1);
        workloads.awaitReady(1);
        hand.cordon(nodes.getFirst(), true);

        // When
        Ran ran = run("drain", nodes.getFirst(), "--pod-timeout", "2s");

        // Then
        assertThat(ran.code).isEqualTo(1);
        assertThat(closed(nodes.getFirst())).isTrue();
        assertThat(annotations(nodes.getFirst())).doesNotContainKey(MARK);
    }

    @Test
    void podWithoutAControllerIsNotTouched() {
        // Given
        workloads.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: bare}
                spec: {containers: [{name: main, image: example.com/none}]}
                """);
        workloads.awaitReady(1);
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        Ran ran = run("drain", nodes.getFirst());

        // Then
        assertThat(ran.code).isEqualTo(1);
        assertThat(ran.err).contains(workloads.namespace() + "/bare", "no controller");
        assertThat(controlPlane.auditLog().since(mark, DrainIT::isOurs))
                .noneMatch(AuditEvent::isWrite);
    }

    @Test
    void severalNodesAndPodsAtOnceLeaveNothingBehind() {
        // Given
        hand.cordon(nodes.get(1), false);
        workloads.deployment("web", 12, "");
        workloads.awaitReady(12);
        open();
        AuditLog.Mark mark = controlPlane.auditLog().mark();

        // When
        Ran ran =
                run(
                        "drain",
                        nodes.get(0),
                        nodes.get(1),
                        "--nodes-at-once",
                        "2",
                        "--pods-at-once",
                        "4");

        // Then
        assertThat(ran.err).isEmpty();
        assertThat(ran.code).isZero();
        assertThat(workloads.movableOn(nodes.get(0))).isEmpty();
        assertThat(workloads.movableOn(nodes.get(1))).isEmpty();
        assertThat(workloads.movableOn(nodes.get(2))).hasSize(12).allMatch(Workloads::ready);
        assertThat(evictions(mark)).extracting(AuditEvent::name).doesNotHaveDuplicates();
    }

    @Test
    void rightThatIsMissingIsSaidAtOnce() {
        // Given
        Path kubeconfig = controlPlane.serviceAccountKubeconfig("default", "default");

        // When
        Ran ran = run(kubeconfig, "drain", nodes.getFirst(), "--timeout", "1h");

        // Then
        assertThat(ran.code).isEqualTo(1);
        assertThat(ran.err).contains("cannot get resource \"nodes\"");
    }

    @Test
    void workloadThatIsScaledDownMeanwhileIsNotWaitedForInVain() throws Exception {
        // Given a replacement that has no place to go to
        workloads.deployment("web", 2, "");
        workloads.awaitReady(2);
        AuditLog.Mark mark = controlPlane.auditLog().mark();
        FutureTask<Ran> drain =
                new FutureTask<>(() -> run("drain", nodes.getFirst(), "--pod-timeout", "5m"));
        Thread.ofVirtual().start(drain);
        await().until(() -> evictions(mark).size() == 1);

        // When
        workloads.scale("web", 1);

        // Then the other one goes too
        await().until(() -> evictions(mark).size() == 2);
        open();
        Ran ran = drain.get(4, TimeUnit.MINUTES);
        assertThat(ran.code).as(ran.err).isZero();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(3));
    }

    @Test
    void unknownNodeIsSaid() {
        // When
        Ran ran = run("drain", "no-such-node");

        // Then
        assertThat(ran.code).isEqualTo(1);
        assertThat(ran.err).contains("no-such-node: there is no such node");
    }

    private List<String> planned(String node) throws IOException {
        Ran ran = run("drain", node, "--plan", "-o", "json");
        assertThat(ran.code).as(ran.err).isZero();
        List<String> pods = new ArrayList<>();
        JsonNode plan = new ObjectMapper().readTree(ran.out).at("/plans/0");
        for (JsonNode step : plan.path("steps")) {
            if (step.path("action").asText().equals("Evict")) {
                pods.add(step.path("pod").asText().split("/", -1)[1]);
            }
        }
        return pods;
    }

    private List<AuditEvent> evictions(AuditLog.Mark mark) {
        return controlPlane
                .auditLog()
                .since(mark, event -> isOurs(event) && event.subresource().equals("eviction"));
    }

    private static boolean isOurs(AuditEvent event) {
        return event.user().equals("admin");
    }

    private Node node(String name) {
        return controlPlane.client().nodes().withName(name).get();
    }

    private boolean closed(String name) {
        return Boolean.TRUE.equals(node(name).getSpec().getUnschedulable());
    }

    private Map<String, String> annotations(String name) {
        return node(name).getMetadata().getAnnotations();
    }

    private record Ran(int code, String out, String err) {}

    private Ran run(String... line) {
        return run(controlPlane.kubeconfig(), line);
    }

    private static Ran run(Path kubeconfig, String... line) {
        List<String> all = new ArrayList<>(List.of(line));
        all.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell =
                new Shell(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        Path.of(""),
                        Clock.systemUTC(),
                        false);
        int code = new CommandRunner(shell).run(all.toArray(String[]::new));
        return new Ran(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
