package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.testbed.AuditEvent;
import dev.plimsoll.testbed.AuditLog;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.RealCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand nodes that were born within the same second. The controller that Plimsoll replaces
 * never settles on them: it writes 170 times a second and labels 6 to 8 nodes where 5 are wanted.
 */
@RealCluster
class ThousandNodesIT {

    private static final int NODES = 1000;
    private static final int LABELLED = 5;
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final int RESTARTS = 100;

    private final ControlPlane controlPlane;
    private final Policies policies;

    ThousandNodesIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.policies = new Policies(controlPlane);
    }

    @BeforeAll
    static void install(ControlPlane controlPlane) {
        Installation.on(controlPlane, Job.LABELS);
    }

    @Test
    void fiveOldestAreLabelledAndThenNothingIsWritten(FleetFiller filler) {
        settlesInFiveWrites(filler, "oldest");
    }

    @Test
    void fiveNewestAreLabelledAndThenNothingIsWritten(FleetFiller filler) {
        settlesInFiveWrites(filler, "newest");
    }

    private void settlesInFiveWrites(FleetFiller filler, String strategy) {
        // Given
        List<String> nodes = filler.fill(FleetShape.ofNodes(NODES));
        AuditLog.Mark mark = controlPlane.auditLog().mark();
        try (Census census = new Census(controlPlane.client(), "monitoring", "enabled");
                Operator _ = RunningOperator.start(kubeconfig())) {

            // When
            policies.apply("p", spec(strategy));
            awaitHeld();
            pass(SILENCE);

            // Then
            assertThat(census.labelled())
                    .containsExactlyElementsOf(nodes.stream().sorted().limit(LABELLED).toList());
            assertThat(census.most()).isEqualTo(LABELLED);
            List<AuditEvent> writes = nodeWrites(mark);
            assertThat(writes)
                    .as("what the server took")
                    .filteredOn(event -> event.code() == 200)
                    .hasSize(LABELLED);
            // Nodes that are just born are still written to by others.
            assertThat(writes)
                    .as("what it did not")
                    .filteredOn(event -> event.code() != 200)
                    .hasSizeLessThanOrEqualTo(LABELLED)
                    .allMatch(event -> event.code() == 409);
        }
    }

    @Test
    void randomLabelsStayThroughAHundredRestarts(FleetFiller filler) {
        // Given
        filler.fill(FleetShape.ofNodes(NODES));
        try (Census census = new Census(controlPlane.client(), "monitoring", "enabled")) {
            try (Operator _ = RunningOperator.start(kubeconfig())) {
                policies.apply("p", spec("random"));
                awaitHeld();
            }
            Set<String> first = census.labelled();
            AuditLog.Mark mark = controlPlane.auditLog().mark();

            // When
            for (int restart = 0; restart < RESTARTS; restart++) {
                try (Operator operator = RunningOperator.start(kubeconfig())) {
                    awaitLook(operator);
                }
            }

            // Then
            assertThat(first).hasSize(LABELLED);
            assertThat(census.labelled()).isEqualTo(first);
            assertThat(nodeWrites(mark)).isEmpty();
        }
    }

    private Path kubeconfig() {
        return new Installation(controlPlane).kubeconfig();
    }

    private static String spec(String strategy) {
        return "{strategy: {type: %s, count: %d}, labels: {monitoring: enabled}}"
                .formatted(strategy, LABELLED);
    }

    private void awaitHeld() {
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .until(() -> policies.condition("p", "Satisfied").equals("True"));
    }

    /** Waits until the operator has seen all and has looked at the policy. */
    private static void awaitLook(Operator operator) {
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> operator.metrics().contains("plimsoll_label_nodes_labelled{"));
    }

    private List<AuditEvent> nodeWrites(AuditLog.Mark mark) {
        return controlPlane.auditLog().writesSince(mark, Installation.USER).stream()
                .filter(event -> event.resource().equals("nodes"))
                .collect(Collectors.toList());
    }

    /** Lets real time go by, since it is silence that is to be seen. */
    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }
}
