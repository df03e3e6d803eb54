package dev.plimsoll.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.kubernetes.api.Manifests;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.APIResourceList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Plimsoll as a user installs it: its definitions, its service account and no right beyond. */
public record Installation(ControlPlane controlPlane) {

    public static final String USER = "system:serviceaccount:plimsoll:plimsoll";
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Applies all but the Deployment, whose image no test has: the tests run the program. */
    public static Installation on(ControlPlane controlPlane, Job... jobs) {
        definitions(controlPlane, jobs);
        rights(controlPlane, jobs);
        return new Installation(controlPlane);
    }

    public static void definitions(ControlPlane controlPlane, Job... jobs) {
        List<ObjectNode> definitions = Manifests.definitions(Set.of(jobs));
        apply(controlPlane, definitions.stream().map(Object::toString));
        for (ObjectNode definition : definitions) {
            Awaitility.await().atMost(PATIENCE).until(() -> served(controlPlane, definition));
        }
    }

    public static void rights(ControlPlane controlPlane, Job... jobs) {
        apply(
                controlPlane,
                Manifests.installation(Set.of(jobs), "plimsoll", "plimsoll:test").stream()
                        .filter(document -> !document.path("kind").asText().equals("Deployment"))
                        .map(Object::toString));
    }

    public Path kubeconfig() {
        return controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll");
    }

    /** A definition is accepted some time before its resources are served. */
    private static boolean served(ControlPlane controlPlane, ObjectNode definition) {
        JsonNode spec = definition.path("spec");
        String plural = spec.at("/names/plural").asText();
        APIResourceList known =
                controlPlane
                        .client()
                        .getApiResources(
                                spec.path("group").asText()
                                        + "/"
                                        + spec.at("/versions/0/name").asText());
        return known != null
                && known.getResources().stream()
                        .anyMatch(resource -> resource.getName().equals(plural));
    }

    private static void apply(ControlPlane controlPlane, Stream<String> documents) {
        List<String> all = documents.toList();
        all.forEach(document -> controlPlane.client().resource(document).serverSideApply());
    }
}
