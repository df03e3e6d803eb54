package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is shipped, applied as a user does and judged by the API server. */
@RealCluster
class ManifestsIT {

    private static final Set<Job> LABELS = Set.of(Job.LABELS);

    private final ControlPlane controlPlane;
    private final Kubectl kubectl;

    ManifestsIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        kubectl = Kubectl.of(controlPlane);
    }

    @Test
    void installsFromTheFilesWithoutAWarning() throws IOException, InterruptedException {
        // Given a cluster without definitions that others have put there
        kubectl.succeed("delete", "--ignore-not-found", "-f", "../deploy/crds");
        String[] files = {"apply", "-f", "../deploy/crds", "-f", "../deploy/manifests"};

        // When
        String text = kubectl.succeed(files);

        // Then the pod is let in, also by the restricted Pod Security Standard
        assertThat(text).contains("deployment.apps/plimsoll created").doesNotContain("Warning");
        awaitPod("plimsoll");
    }

    @Test
    void installsFromTheProgramsTextIntoAnotherNamespace()
            throws IOException, InterruptedException {
        // Given
        List<ObjectNode> documents = new ArrayList<>(Manifests.definitions(LABELS));
        documents.addAll(Manifests.installation(LABELS, "ops", "registry.example.com/plimsoll:1"));

        // When
        Kubectl.Result result = kubectl.feed(Manifests.yaml(documents), "apply", "-f", "-");

        // Then
        assertThat(result.text()).contains("namespace/ops created").doesNotContain("Warning");
        assertThat(result.exitCode()).isZero();
        awaitPod("ops");
    }

    @Test
    void showsDrainsInColumns() throws IOException, InterruptedException {
        // Given
        new PolicyServer(controlPlane, Kind.NODE_DRAIN).define();
        kubectl.succeed("apply", "-f", "src/test/resources/cases/nodedrain/valid/node-alone.yaml");
        kubectl.succeed(
                "patch",
                "nd",
                "node-alone",
                "--subresource=status",
                "--type=merge",
                "--patch",
                """
                {"status": {"phase": "Evicting", "pods": {"total": 7, "remaining": 3},
                 "blockedBy": [{"pod": "shop/web-1"}]}}
                """);

        // When
        String table = kubectl.succeed("get", "nd");

        // Then
        assertThat(table).contains("REMAINING", "BLOCKED BY", "Evicting", "7", "3", "shop/web-1");
    }

    @Test
    void showsPoliciesInColumns() throws IOException, InterruptedException {
        // Given
        new PolicyServer(controlPlane).define();
        kubectl.succeed(
                "apply", "-f", "src/test/resources/cases/nodelabelpolicy/valid/oldest.yaml");
        kubectl.succeed(
                "patch",
                "nlp",
                "oldest",
                "--subresource=status",
                "--type=merge",
                "--patch",
                """
                {"status": {"desired": 5, "labelled": 4, "eligible": 4, "moves": 2, "conditions":
                 [{"type": "Satisfied", "status": "False", "reason": "TooFewEligible", "message": "",
                   "lastTransitionTime": "2026-01-02T03:04:05Z"}]}}
                """);

        // When
        String table = kubectl.succeed("get", "nodelabelpolicies", "-o", "wide");

        // Then
        assertThat(table.lines().map(line -> line.strip().split("\\s+")).map(List::of))
                .satisfiesExactly(
                        header ->
                                assertThat(header)
                                        .containsExactly(
                                                "NAME",
                                                "STRATEGY",
                                                "COUNT",
                                                "DESIRED",
                                                "LABELLED",
                                                "ELIGIBLE",
                                                "SATISFIED",
                                                "MOVES",
                                                "AGE"),
                        row ->
                                assertThat(row)
                                        .startsWith(
                                                "oldest", "oldest", "5", "5", "4", "4", "False",
                                                "2"));
    }

    private void awaitPod(String namespace) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(
                                        controlPlane
                                                .client()
                                                .pods()
                                                .inNamespace(namespace)
                                                .list()
                                                .getItems())
                                .hasSize(1));
    }
}
