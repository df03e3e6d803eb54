package dev.plimsoll.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.cli.CommandRun;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands about secrets, on a real API server with the definitions of External Secrets. */
@RealCluster
final class SecretsTouchIT {

    private static final String KEY = "/prod/db";

    private final ControlPlane controlPlane;
    private final CommandRun run;
    private final ExternalSecretsDefinitions definitions;
    private String namespace = "";

    SecretsTouchIT(ControlPlane controlPlane, @TempDir Path folder) throws IOException {
        this.controlPlane = controlPlane;
        run = new CommandRun(folder);
        definitions = ExternalSecretsDefinitions.on(controlPlane);
    }

    @BeforeEach
    void fill() {
        definitions.serveOnly("v1");
        namespace = controlPlane.newNamespace("shop");
        create(
                """
                apiVersion: external-secrets.io/v1
                kind: ClusterSecretStore
                metadata: {name: ssm}
                spec: {provider: {aws: {service: ParameterStore, region: us-east-2}}}
                ---
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: web, annotations: {kept: "yes"}}
                spec:
                  secretStoreRef: {kind: ClusterSecretStore, name: ssm}
                  data: [{secretKey: password, remoteRef: {key: /prod/db}}]
                ---
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: once}
                spec:
                  refreshPolicy: CreatedOnce
                  secretStoreRef: {kind: ClusterSecretStore, name: ssm}
                  data: [{secretKey: password, remoteRef: {key: /prod/db}}]
                ---
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: idle}
                spec:
                  secretStoreRef: {kind: ClusterSecretStore, name: ssm}
                  data: [{secretKey: password, remoteRef: {key: /prod/other}}]
                ---
                apiVersion: external-secrets.io/v1
                kind: ClusterExternalSecret
                metadata: {name: all}
                spec:
                  namespaceSelectors: [{matchLabels: {team: shop}}]
                  externalSecretSpec:
                    secretStoreRef: {kind: ClusterSecretStore, name: ssm}
                    data: [{secretKey: password, remoteRef: {key: /prod/db}}]
                """);
        statusOf("web");
        statusOf("once");
    }

    private void create(String yaml) {
        controlPlane
                .client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .create();
    }

    /** What the operator, which does not run here, would have written after it read. */
    private void statusOf(String name) {
        var client =
                controlPlane
                        .client()
                        .genericKubernetesResources("external-secrets.io/v1", "ExternalSecret");
        client.inNamespace(namespace)
                .withName(name)
                .editStatus(resource -> {
                    resource.setAdditionalProperty(
                            "status",
                            Map.of(
                                    "syncedResourceVersion", "1-abc",
                                    "refreshTime", "2026-01-31T12:00:00Z"));
                    return resource;
                });
    }

    private JsonNode get(String plural, String name) throws IOException {
        boolean cluster = plural.startsWith("cluster");
        String path =
                "/apis/external-secrets.io/v1/"
                        + (cluster ? "" : "namespaces/" + namespace + "/")
                        + plural
                        + "/"
                        + name;
        return new ObjectMapper().readTree(controlPlane.client().raw(path));
    }

    private JsonNode touch(int code, Path kubeconfig, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of("secrets", "touch", KEY, "-o", "json"));
        line.addAll(List.of("--kubeconfig", kubeconfig.toString()));
        line.addAll(List.of(more));
        CommandRun.Result result = run.run(line.toArray(String[]::new));
        assertThat(result.code()).as(result.err()).isEqualTo(code);
        return new ObjectMapper().readTree(result.out()).path("users");
    }

    @Test
    void touchesAllWhoUseTheKeyAndNobodyElse() throws IOException {
        // When
        JsonNode users = touch(0, controlPlane.kubeconfig());

        // Then
        String now = CommandRun.NOW.toString();
        assertThat(users)
                .extracting(
                        user -> user.path("name").asText(), user -> user.path("result").asText())
                .containsExactly(
                        tuple("once", "left"), tuple("web", "touched"), tuple("all", "touched"));
        JsonNode annotations = get("externalsecrets", "web").at("/metadata/annotations");
        assertThat(annotations.path("force-sync").asText()).isEqualTo(now);
        assertThat(annotations.path("kept").asText()).isEqualTo("yes");
        assertThat(
                        get("clusterexternalsecrets", "all")
                                .at("/spec/externalSecretMetadata/annotations/force-sync")
                                .asText())
                .isEqualTo(now);
        for (String other : List.of("once", "idle")) {
            assertThat(get("externalsecrets", other).at("/metadata/annotations").isMissingNode())
                    .isTrue();
        }
    }

    @Test
    void forcesWhatWouldIgnoreTheTouch() throws IOException {
        // When
        JsonNode users = touch(0, controlPlane.kubeconfig(), "--force", "-n", namespace);

        // Then
        assertThat(users)
                .extracting(user -> user.path("result").asText())
                .containsExactly("forced", "touched");
        JsonNode once = get("externalsecrets", "once");
        assertThat(once.at("/metadata/annotations/force-sync").asText()).isNotEmpty();
        assertThat(once.at("/status/syncedResourceVersion").isMissingNode()).isTrue();
        assertThat(once.at("/status/refreshTime").asText()).isNotEmpty();
    }

    @Test
    void onlySaysItInADryRun() throws IOException {
        // Given
        JsonNode before = get("externalsecrets", "web");

        // When
        JsonNode users = touch(0, controlPlane.kubeconfig(), "--force", "--dry-run");

        // Then
        assertThat(users)
                .extracting(user -> user.path("result").asText())
                .containsExactly("would_force", "would_touch", "would_touch");
        assertThat(get("externalsecrets", "web")).isEqualTo(before);
    }

    @Test
    void saysWhatTheUserMayNotWrite() throws IOException {
        // Given
        Path reader = reader();

        // When
        JsonNode users = touch(1, reader, "-n", namespace);

        // Then
        assertThat(users)
                .filteredOn(user -> user.path("result").asText().equals("failed"))
                .extracting(user -> user.path("reason").asText())
                .singleElement()
                .asString()
                .contains("cannot patch resource \"externalsecrets\"");
    }

    private Path reader() {
        String name = "reader-" + namespace;
        create(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %1$s}
                rules:
                - {apiGroups: [external-secrets.io], resources: ["*"], verbs: [get, list]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{kind: ServiceAccount, name: reader, namespace: %2$s}]
                """
                        .formatted(name, namespace));
        return controlPlane.serviceAccountKubeconfig(namespace, "reader");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta1"})
    void worksWithTheVersionThatTheServerServes(String version) throws IOException {
        // Given
        definitions.serveOnly(version);

        // When
        JsonNode users = touch(0, controlPlane.kubeconfig(), "-n", namespace);

        // Then
        definitions.serveOnly("v1");
        assertThat(users)
                .extracting(user -> user.path("result").asText())
                .containsExactly("left", "touched");
        assertThat(get("externalsecrets", "web").at("/metadata/annotations/force-sync").asText())
                .isEqualTo(CommandRun.NOW.toString());
    }
}
