package dev.plimsoll.labels;

import dev.plimsoll.kubernetes.api.Manifests;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.testbed.ControlPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Plimsoll as a user installs it: its definitions, its service account and no right beyond. */
record Installation(ControlPlane controlPlane) {

    static final String USER = "system:serviceaccount:plimsoll:plimsoll";
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Applies all but the Deployment, whose image no test has: the tests run the program. */
    static Installation on(ControlPlane controlPlane) {
        definitions(controlPlane);
        rights(controlPlane);
        return new Installation(controlPlane);
    }

    static void definitions(ControlPlane controlPlane) {
        apply(
                controlPlane,
                Manifests.definitions(Set.of(Job.LABELS)).stream().map(Object::toString));
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> new Policies(controlPlane).all().list() != null);
    }

    static void rights(ControlPlane controlPlane) {
        apply(
                controlPlane,
                Manifests.installation(Set.of(Job.LABELS), "plimsoll", "plimsoll:test").stream()
                        .filter(document -> !document.path("kind").asText().equals("Deployment"))
                        .map(Object::toString));
    }

    Path kubeconfig() {
        return controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll");
    }

    private static void apply(ControlPlane controlPlane, Stream<String> documents) {
        List<String> all = documents.toList();
        all.forEach(document -> controlPlane.client().resource(document).serverSideApply());
    }
}
