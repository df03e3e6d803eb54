package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.CommandRunner;
import dev.plimsoll.shell.Shell;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What drains of several nodes that share budgets ask of the API server. */
@RealCluster
class DrainCostIT {

    private static final int NODES = 3;
    private static final int WORKLOADS = 6;

    /** Two looks of five requests, the eviction, and as much again for what changes meanwhile. */
    private static final int REQUESTS_A_POD = 22;

    /** While a budget allows nothing, there are two looks of five requests a second. */
    private static final int REQUESTS_A_NODE_AND_SECOND = 10;

    private final ControlPlane controlPlane;
    private final FleetFiller filler;
    private final NodeHand hand;

    DrainCostIT(ControlPlane controlPlane, FleetFiller filler, NodeHand hand) {
        this.controlPlane = controlPlane;
        this.filler = filler;
        this.hand = hand;
    }

    @Test
    void nodesThatShareBudgetsAskOnceForEachPodAndNotTooOftenForTheRest() {
        // Given
        Workloads workloads = new Workloads(controlPlane);
        List<String> nodes = filler.addNodes(NODES);
        List<String> spare = filler.addNodes(NODES);
        spare.forEach(node -> hand.cordon(node, true));
        for (int number = 0; number < WORKLOADS; number++) {
            String name = "app-" + number;
            workloads.deployment(name, NODES, "");
            workloads.budget(name, name, NODES - 1);
        }
        workloads.awaitReady(NODES * WORKLOADS);
        spare.forEach(node -> hand.cordon(node, false));
        int pods = nodes.stream().mapToInt(node -> workloads.movableOn(node).size()).sum();
        AuditLog.Mark mark = controlPlane.auditLog().mark();
        long begun = System.nanoTime();

        // When
        int code =
                run(
                        List.of(
                                "drain",
                                nodes.get(0),
                                nodes.get(1),
                                nodes.get(2),
                                "--nodes-at-once",
                                "3",
                                "--pods-at-once",
                                "6",
                                "--kubeconfig",
                                controlPlane.kubeconfig().toString()));

        // Then
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 1;
        assertThat(code).isZero();
        List<AuditEvent> ours =
                controlPlane.auditLog().since(mark, event -> event.user().equals("admin"));
        assertThat(ours)
                .filteredOn(event -> event.subresource().equals("eviction"))
                .hasSize(pods)
                .allMatch(event -> event.code() == 201)
                .extracting(AuditEvent::name)
                .doesNotHaveDuplicates();
        assertThat(ours.size())
                .isLessThan(
                        (int)
                                (pods * REQUESTS_A_POD
                                        + NODES * seconds * REQUESTS_A_NODE_AND_SECOND));
    }

    private static int run(List<String> line) {
        PrintStream nowhere =
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        Shell shell =
                new Shell(
                        InputStream.nullInputStream(),
                        nowhere,
                        nowhere,
                        Map.of(),
                        Path.of(""),
                        Clock.systemUTC(),
                        false);
        return new CommandRunner(shell).run(line.toArray(String[]::new));
    }
}
