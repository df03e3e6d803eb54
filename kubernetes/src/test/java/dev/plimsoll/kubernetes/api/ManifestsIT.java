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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list nodes",
                "watch nodes",
                "patch nodes",
                "list nodelabelpolicies.nlp.lento.dev",
                "watch nodelabelpolicies.nlp.lento.dev",
                "patch nodelabelpolicies.nlp.lento.dev",
                "patch nodelabelpolicies.nlp.lento.dev --subresource=status",
                "create events.events.k8s.io -n default",
                "patch events.events.k8s.io -n default",
                "create leases.coordination.k8s.io -n plimsoll",
                "get leases.coordination.k8s.io/plimsoll -n plimsoll",
                "patch leases.coordination.k8s.io/plimsoll -n plimsoll",
                "list leases.coordination.k8s.io/plimsoll-heartbeat -n plimsoll",
                "watch leases.coordination.k8s.io/plimsoll-heartbeat -n plimsoll",
                "patch leases.coordination.k8s.io/plimsoll-heartbeat -n plimsoll"
            })
    void grantsWhatTheLabelJobDoes(String action) throws IOException, InterruptedException {
        // Given
        Kubectl operator = installed(Job.LABELS);

        // When
        Kubectl.Result answer = operator.run(("auth can-i " + action).split(" "));

        // Then
        assertThat(answer.text().strip()).endsWith("yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create pods --subresource=eviction -A",
                "delete pods -A",
                "list pods -A",
                "get secrets -A",
                "get configmaps -A",
                "update nodes",
                "delete nodes",
                "create nodes",
                "patch nodes --subresource=status",
                "get nodes --subresource=proxy",
                "create nodelabelpolicies.nlp.lento.dev",
                "delete nodelabelpolicies.nlp.lento.dev",
                "create events.events.k8s.io -n kube-system",
                "delete leases.coordination.k8s.io -n plimsoll",
                "update leases.coordination.k8s.io/plimsoll -n plimsoll",
                "patch leases.coordination.k8s.io/other -n plimsoll",
                "list leases.coordination.k8s.io -n plimsoll",
                "watch leases.coordination.k8s.io/plimsoll -n plimsoll",
                "patch leases.coordination.k8s.io -n kube-node-lease",
                "patch customresourcedefinitions.apiextensions.k8s.io"
            })
    void grantsNothingElse(String action) throws IOException, InterruptedException {
        // Given
        Kubectl operator = installed(Job.LABELS);

        // When
        Kubectl.Result answer = operator.run(("auth can-i " + action).split(" "));

        // Then
        assertThat(answer.text().strip()).endsWith("no");
    }

    @ParameterizedTest
    @CsvSource({
        "list nodes, yes",
        "list pods -A, yes",
        "patch nodes, no",
        "delete nodes, no",
        "delete pods -A, no",
        "create pods --subresource=eviction -A, no",
        "list nodelabelpolicies.nlp.lento.dev, no",
        "get secrets -A, no",
    })
    void grantsTheCapacityJobToRead(String action, String expected)
            throws IOException, InterruptedException {
        // Given
        Kubectl operator = installed(Job.CAPACITY);

        // When
        Kubectl.Result answer = operator.run(("auth can-i " + action).split(" "));

        // Then
        assertThat(answer.text().strip()).endsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "get nodes, yes",
        "patch nodes, yes",
        "list pods -A, yes",
        "create pods --subresource=eviction -A, yes",
        "list poddisruptionbudgets.policy -A, yes",
        "get replicasets.apps -A, yes",
        "list volumeattachments.storage.k8s.io, yes",
        "watch nodedrains.plimsoll.dev, yes",
        "patch nodedrains.plimsoll.dev --subresource=status, yes",
        "delete nodedrains.plimsoll.dev, yes",
        "create nodedrains.plimsoll.dev, no",
        "delete pods -A, no",
        "delete nodes, no",
        "patch nodes --subresource=status, no",
        "get pods --subresource=exec -A, no",
        "get secrets -A, no",
        "list nodelabelpolicies.nlp.lento.dev, no"
    })
    void grantsTheDrainJobToEvictAndNotToDelete(String action, String expected)
            throws IOException, InterruptedException {
        // Given
        Kubectl operator = installed(Job.DRAIN);

        // When
        Kubectl.Result answer = operator.run(("auth can-i " + action).split(" "));

        // Then
        assertThat(answer.text().strip()).endsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "watch secretrefreshes.plimsoll.dev, yes",
        "patch secretrefreshes.plimsoll.dev --subresource=status, yes",
        "patch secretrefreshes.plimsoll.dev, no",
        "get secrets -A, no",
        "list secrets -A, no",
        "watch secrets -A, no",
        "get secrets -n plimsoll, no",
        "delete secrets -A, no",
        "create serviceaccounts -A --subresource=token, no",
        "list nodes, no",
        "list pods -A, no",
    })
    void grantsTheSecretsJobNoRightToSecrets(String action, String expected)
            throws IOException, InterruptedException {
        // Given
        Kubectl operator = installed(Job.SECRETS);

        // When
        Kubectl.Result answer = operator.run(("auth can-i " + action).split(" "));

        // Then
        assertThat(answer.text().strip()).endsWith(expected);
    }

    /** External Secrets is not installed here, so kubectl's own command does not know its kinds. */
    @ParameterizedTest
    @CsvSource({
        "list, externalsecrets, '', true",
        "patch, externalsecrets, '', true",
        "patch, externalsecrets, status, true",
        "patch, clusterexternalsecrets, '', true",
        "watch, secretstores, '', true",
        "watch, pushsecrets, '', true",
        "patch, secretstores, '', false",
        "patch, pushsecrets, '', false",
        "delete, externalsecrets, '', false",
        "patch, clusterexternalsecrets, status, false",
    })
    void grantsTheSecretsJobToTouchAndNoMore(
            String verb, String resource, String subresource, String expected)
            throws IOException, InterruptedException {
        // Given
        Kubectl operator = installed(Job.SECRETS);
        String review =
                """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
                 "spec": {"resourceAttributes": {"group": "external-secrets.io", "verb": "%s",
                          "resource": "%s", "subresource": "%s"}}}
                """
                        .formatted(verb, resource, subresource);

        // When
        Kubectl.Result answer =
                operator.feed(
                        review,
                        "create",
                        "--validate=false",
                        "-f",
                        "-",
                        "-o",
                        "jsonpath={.status.allowed}");

        // Then
        assertThat(answer.text().strip()).endsWith(expected);
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

    private Kubectl installed(Job job) throws IOException, InterruptedException {
        List<ObjectNode> documents = new ArrayList<>(Manifests.definitions(Set.of(job)));
        documents.addAll(Manifests.installation(Set.of(job), "plimsoll", "plimsoll:test"));
        Kubectl.Result result = kubectl.feed(Manifests.yaml(documents), "apply", "-f", "-");
        assertThat(result.exitCode()).as(result.text()).isZero();
        return new Kubectl(
                controlPlane.kubectl(),
                controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll"));
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
