package dev.plimsoll.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.testbed.Component;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator that lacks something waits, says what it lacks at /readyz, and goes on by itself. */
@RealCluster
class AccessIT {

    private final ControlPlane controlPlane;
    private final Policies policies;

    AccessIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.policies = new Policies(controlPlane);
    }

    @Test
    void waitsForTheDefinitionToBeInstalled(FleetFiller filler) {
        // Given
        removeDefinition();
        Installation.rights(controlPlane, Job.LABELS);
        filler.fill(FleetShape.ofNodes(3));
        try (Operator operator = start()) {
            awaitReadiness(operator, 503, "the resource nodelabelpolicies.nlp.lento.dev");

            // When
            Installation.definitions(controlPlane, Job.LABELS);

            // Then
            awaitReadiness(operator, 200, "");
            awaitWork();
        }
    }

    @Test
    void waitsForARightAndLosesItAgain(FleetFiller filler) {
        // Given
        Installation.definitions(controlPlane, Job.LABELS);
        Installation.rights(controlPlane, Job.LABELS);
        controlPlane.client().rbac().clusterRoleBindings().withName("plimsoll-labels").delete();
        filler.fill(FleetShape.ofNodes(3));
        try (Operator operator = start()) {
            awaitReadiness(operator, 503, "cannot list resource \"nodes\"");
            assertThat(get(operator, "/livez").statusCode()).isEqualTo(200);

            // When
            Installation.rights(controlPlane, Job.LABELS);

            // Then
            awaitReadiness(operator, 200, "");
            awaitWork();
        }
    }

    @Test
    void waitsForCredentialsThatAreAccepted(FleetFiller filler, @TempDir Path folder)
            throws IOException {
        // Given
        Installation.definitions(controlPlane, Job.LABELS);
        Installation.rights(controlPlane, Job.LABELS);
        filler.fill(FleetShape.ofNodes(3));
        Path good = new Installation(controlPlane).kubeconfig();
        Path used = folder.resolve("kubeconfig");
        String config = Files.readString(good);
        Files.writeString(used, config.replaceAll("(\"?token\"?: ?\"?)[^\"\\s]+", "$1expired"));
        assertThat(Files.readString(used)).isNotEqualTo(config);
        try (Operator operator = RunningOperator.start(used)) {
            awaitReadiness(operator, 503, "does not accept the credentials (401)");

            // When
            Files.writeString(used, config);

            // Then
            awaitReadiness(operator, 200, "");
            awaitWork();
        }
    }

    @Test
    void waitsForTheApiServerAndIsLiveMeanwhile(FleetFiller filler) {
        // Given
        Installation.on(controlPlane, Job.LABELS);
        filler.fill(FleetShape.ofNodes(3));
        Path kubeconfig = new Installation(controlPlane).kubeconfig();
        controlPlane.component(Component.API_SERVER).kill();
        try (Operator operator = RunningOperator.start(kubeconfig)) {
            awaitReadiness(operator, 503, "cannot be reached");
            assertThat(get(operator, "/livez").statusCode()).isEqualTo(200);

            // When
            controlPlane.component(Component.API_SERVER).restart();

            // Then
            awaitReadiness(operator, 200, "");
            awaitWork();
        }
    }

    /** The reset between tests keeps definitions that an earlier class has installed. */
    private void removeDefinition() {
        controlPlane
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("nodelabelpolicies.nlp.lento.dev")
                .delete();
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .untilAsserted(() ->
                        assertThatThrownBy(() -> policies.all().list())
                                .hasMessageContaining("Not Found"));
    }

    private Operator start() {
        return RunningOperator.start(new Installation(controlPlane).kubeconfig());
    }

    private void awaitWork() {
        policies.apply("p", "{strategy: {type: oldest, count: 2}, labels: {agent: plimsoll}}");
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .until(() -> policies.condition("p", "Satisfied").equals("True"));
    }

    private static void awaitReadiness(Operator operator, int code, String part) {
        Awaitility.await()
                .atMost(Installation.PATIENCE)
                .untilAsserted(() -> {
                    HttpResponse<String> answer = get(operator, "/readyz");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
                    assertThat(answer.body()).contains(part);
                });
    }

    private static HttpResponse<String> get(Operator operator, String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + operator.port() + path);
            return client.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
