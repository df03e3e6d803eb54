package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.NodeHand;
import dev.plimsoll.testbed.RealCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that only read, on a real API server. */
@RealCluster
final class ReadCommandsIT {

    private static final Duration DAY = Duration.ofDays(1);

    private final ControlPlane controlPlane;
    private final Path folder;
    private final CommandRun run;

    ReadCommandsIT(ControlPlane controlPlane, @TempDir Path folder) {
        this.controlPlane = controlPlane;
        this.folder = folder;
        run = new CommandRun(folder);
        run.file("policy.yaml", Samples.POLICY);
    }

    private CommandRun.Result asAdministrator(String... line) {
        return as(controlPlane.kubeconfig(), line);
    }

    private CommandRun.Result as(Path kubeconfig, String... line) {
        String[] all = List.of(line).toArray(new String[line.length + 2]);
        all[line.length] = "--kubeconfig";
        all[line.length + 1] = kubeconfig.toString();
        return run.run(all);
    }

    private static FleetShape threeOfDifferentAge() {
        return FleetShape.ofNodes(3).born(CommandRun.NOW.minus(DAY.multipliedBy(10)), DAY);
    }

    @Test
    void previewsAPolicyOnTheLiveFleet(FleetFiller filler, NodeHand hand) {
        // Given
        List<String> nodes = filler.fill(threeOfDifferentAge());
        hand.cordon(nodes.getFirst(), true);

        // When
        CommandRun.Result result =
                asAdministrator("labels", "preview", "-f", "policy.yaml", "-o", "name");

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .isEqualTo("node/%s\nnode/%s\n".formatted(nodes.get(1), nodes.get(2)));
    }

    @Test
    void takesASnapshotThatAnswersLikeTheFleetAndKeepsItsSecrets(FleetFiller filler)
            throws IOException {
        // Given
        filler.fill(threeOfDifferentAge().withPodsPerNode(2));
        String namespace = controlPlane.newNamespace("secretive");
        plantSecrets(namespace);
        CommandRun.Result live =
                asAdministrator("labels", "preview", "-f", "policy.yaml", "-o", "json");

        // When
        CommandRun.Result result = asAdministrator("snapshot", "fleet.json");

        // Then
        assertThat(result.code()).as(result.err()).isZero();
        String text = Files.readString(folder.resolve("fleet.json"));
        assertThat(text).contains(namespace).doesNotContain("hunter2");
        JsonNode snapshot = new ObjectMapper().readTree(text);
        assertThat(snapshot.path("asOf").asText()).isEqualTo(CommandRun.NOW.toString());
        assertThat(snapshot.path("items"))
                .extracting(item -> item.path("kind").asText())
                .contains("Node", "Pod", "Deployment")
                .doesNotContain("Secret", "");
        String[] preview = {
            "labels", "preview", "-f", "policy.yaml", "-o", "json", "--from", "fleet.json"
        };
        assertThat(run.run(preview).out()).isEqualTo(live.out());
    }

    private void plantSecrets(String namespace) {
        controlPlane
                .client()
                .load(
                        new ByteArrayInputStream(
                                """
                                apiVersion: v1
                                kind: Secret
                                metadata: {name: secret}
                                stringData: {password: hunter2}
                                ---
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata: {name: web, annotations: {example.com/token: hunter2}}
                                spec:
                                  selector: {matchLabels: {app: web}}
                                  template:
                                    metadata:
                                      labels: {app: web}
                                      annotations: {example.com/token: hunter2}
                                    spec:
                                      containers:
                                      - name: web
                                        image: web:1
                                        command: [web, hunter2]
                                        args: [hunter2]
                                        env: [{name: PASSWORD, value: hunter2}]
                                """
                                        .getBytes(StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .create();
    }

    @Test
    void saysWhatTheUserMayNotRead(FleetFiller filler) {
        // Given: the shipped operator with the job labels, which may read nodes and policies only.
        filler.fill(threeOfDifferentAge().withPodsPerNode(1));
        installTheOperatorsRights();
        Path operator = controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll");

        // When
        CommandRun.Result result = as(operator, "snapshot");

        // Then
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .startsWith("plimsoll: left out: pods (forbidden: pods is forbidden: User ")
                .contains("daemonsets (forbidden: ");
        assertThat(result.out()).contains("\"kind\":\"Node\"").doesNotContain("\"kind\":\"Pod\"");
    }

    /** Every node would look empty, and a plan would have all but one of them removed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "capacity",
                "capacity -o html",
                "plan reshape --region eu-west-1",
                "plan consolidate",
                "plan guaranteed"
            })
    void figuresNothingWherePodsMayNotBeRead(String command, FleetFiller filler) {
        // Given: the shipped operator with the job labels, which may read nodes but no pods.
        filler.fill(threeOfDifferentAge().withPodsPerNode(1));
        installTheOperatorsRights();
        Path operator = controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll");

        // When
        CommandRun.Result result = as(operator, command.split(" "));

        // Then
        assertThat(result.err())
                .startsWith(
                        "plimsoll: without the pods every node would look empty: pods (forbidden:"
                                + " pods is forbidden: User ")
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isOne();
    }

    @Test
    void failsInASentenceWhereNodesMayNotBeRead() {
        // Given
        Path nobody = controlPlane.serviceAccountKubeconfig("default", "nobody");

        // When
        CommandRun.Result result = as(nobody, "labels", "preview", "-f", "policy.yaml");

        // Then
        assertThat(result.err())
                .startsWith("plimsoll: The API server forbids it: nodes is forbidden: ")
                .hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    private void installTheOperatorsRights() {
        CommandRun.Result manifests = run.run("manifests", "--jobs", "labels");
        controlPlane
                .client()
                .load(new ByteArrayInputStream(manifests.out().getBytes(StandardCharsets.UTF_8)))
                .items()
                .stream()
                .filter(object -> !object.getKind().equals("Deployment"))
                .forEach(object -> controlPlane.client().resource(object).serverSideApply());
    }
}
