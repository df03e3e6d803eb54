package dev.plimsoll.drainpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.kubernetes.api.Manifests;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.OperatorSettings;
import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * The drain policies as a user installs them: definitions, the shipped role and no right beyond.
 */
record PolicyInstallation(ControlPlane controlPlane, Set<Job> jobs) {

    static final String USER = "system:serviceaccount:plimsoll:plimsoll";
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final ResourceDefinitionContext POLICIES = context("nodedrainpolicies");
    private static final ResourceDefinitionContext DRAINS = context("nodedrains");

    private static ResourceDefinitionContext context(String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("plimsoll.dev")
                .withVersion("v1alpha1")
                .withPlural(plural)
                .withNamespaced(false)
                .build();
    }

    static PolicyInstallation on(ControlPlane controlPlane, Set<Job> jobs) {
        PolicyInstallation installation = new PolicyInstallation(controlPlane, jobs);
        Manifests.definitions(jobs).forEach(installation::apply);
        Manifests.installation(jobs, "plimsoll", "plimsoll:test").stream()
                .filter(document -> !document.path("kind").asText().equals("Deployment"))
                .forEach(installation::apply);
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        installation.drains() != null && installation.policy("none").isEmpty());
        return installation;
    }

    private void apply(JsonNode document) {
        controlPlane.client().resource(document.toString()).serverSideApply();
    }

    Operator operator() {
        try {
            return Operator.start(
                    OperatorSettings.standard(
                            jobs,
                            new ClusterSource.Kubeconfig(
                                    controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll"),
                                    Optional.empty()),
                            "test",
                            0),
                    Clock.systemUTC());
        } catch (ApiException e) {
            throw new IllegalStateException(e.problem().sentence(), e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void create(String yaml) {
        controlPlane.client().resource(yaml).create();
    }

    Optional<JsonNode> policy(String name) {
        return Optional.ofNullable(
                        controlPlane
                                .client()
                                .genericKubernetesResources(POLICIES)
                                .withName(name)
                                .get())
                .map(PolicyInstallation::tree);
    }

    /** How a policy sees a node: {@code Over}, for example; empty where it is well. */
    String state(String policy, String node) {
        for (JsonNode entry : policy(policy).orElseThrow().at("/status/nodes")) {
            if (entry.path("name").asText().equals(node)) {
                return entry.path("state").asText();
            }
        }
        return "";
    }

    /** The message of a condition that is False; empty where it is not. */
    String amiss(String policy, String type) {
        for (JsonNode condition : policy(policy).orElseThrow().at("/status/conditions")) {
            if (condition.path("type").asText().equals(type)
                    && condition.path("status").asText().equals("False")) {
                return condition.path("message").asText();
            }
        }
        return "";
    }

    List<JsonNode> drains() {
        return controlPlane.client().genericKubernetesResources(DRAINS).list().getItems().stream()
                .map(PolicyInstallation::tree)
                .toList();
    }

    private static JsonNode tree(GenericKubernetesResource resource) {
        return new ObjectMapper().valueToTree(resource);
    }
}
