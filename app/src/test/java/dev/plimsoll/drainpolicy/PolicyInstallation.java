package dev.plimsoll.drainpolicy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.serve.Operator;
import dev.plimsoll.serve.RunningOperator;
import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The drain policies as a user installs them: definitions, the shipped role and no right beyond.
 */
record PolicyInstallation(ControlPlane controlPlane, Set<Job> jobs) {

    static final String USER = Installation.USER;
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
        var _ = Installation.on(controlPlane, jobs.toArray(Job[]::new));
        return new PolicyInstallation(controlPlane, jobs);
    }

    Operator operator() {
        return RunningOperator.start(
                new Installation(controlPlane).kubeconfig(), jobs.toArray(Job[]::new));
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
