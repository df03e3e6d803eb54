package dev.plimsoll.secrets;

import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Script;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The definitions of the External Secrets operator, as its release v0.19.2 has them. */
record ExternalSecretsDefinitions(ControlPlane controlPlane) {

    private static final String GROUP = "external-secrets.io";
    private static final List<String> NEEDED =
            List.of(
                    "secretstores",
                    "clustersecretstores",
                    "externalsecrets",
                    "clusterexternalsecrets",
                    "pushsecrets");

    /** Installs what is not there yet, with the versions served that the release serves. */
    static ExternalSecretsDefinitions on(ControlPlane controlPlane) throws IOException {
        return apply(controlPlane, NEEDED.stream().map(plural -> plural + "." + GROUP).toList());
    }

    /** Installs what the operator needs to start, too. */
    static ExternalSecretsDefinitions forOperator(ControlPlane controlPlane) throws IOException {
        List<String> names =
                new ArrayList<>(
                        List.of(
                                "clusterpushsecrets." + GROUP,
                                "generatorstates.generators." + GROUP));
        NEEDED.forEach(plural -> names.add(plural + "." + GROUP));
        return apply(controlPlane, names);
    }

    private static ExternalSecretsDefinitions apply(ControlPlane controlPlane, List<String> names)
            throws IOException {
        ExternalSecretsDefinitions definitions = new ExternalSecretsDefinitions(controlPlane);
        KubernetesClient client = controlPlane.client();
        try (var text = Files.newInputStream(bundle())) {
            client.load(text).items().stream()
                    .filter(each -> names.contains(each.getMetadata().getName()))
                    .forEach(each -> client.resource(each).serverSideApply());
        }
        definitions.awaitServed("v1");
        return definitions;
    }

    /** Makes the server serve one version only of the kinds that have both. */
    void serveOnly(String version) {
        for (String plural : NEEDED.subList(0, 4)) {
            controlPlane
                    .client()
                    .apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(plural + "." + GROUP)
                    .edit(definition -> serving(definition, version));
        }
        awaitServed(version);
    }

    private static CustomResourceDefinition serving(
            CustomResourceDefinition definition, String version) {
        for (CustomResourceDefinitionVersion each : definition.getSpec().getVersions()) {
            each.setServed(each.getName().equals(version));
        }
        return definition;
    }

    private void awaitServed(String version) {
        String other = version.equals("v1") ? "v1beta1" : "v1";
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() ->
                        NEEDED.subList(0, 4).stream()
                                .allMatch(plural ->
                                        served(version, plural) && !served(other, plural)));
    }

    private boolean served(String version, String plural) {
        return controlPlane.client().raw("/apis/" + GROUP + "/" + version + "/" + plural) != null;
    }

    private static Path bundle() {
        return Path.of(Script.run("testbed/external-secrets/definitions"));
    }
}
