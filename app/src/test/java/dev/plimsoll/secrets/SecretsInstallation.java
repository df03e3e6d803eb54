package dev.plimsoll.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The secrets job as a user installs it: its definition, its service account, no right beyond. */
record SecretsInstallation(ControlPlane controlPlane) {

    static final Duration PATIENCE = Installation.PATIENCE;
    static final String USER = Installation.USER;

    private static final String REFRESHES = "/apis/plimsoll.dev/v1alpha1/secretrefreshes";
    private static final ObjectMapper JSON = new ObjectMapper();

    static SecretsInstallation on(ControlPlane controlPlane) {
        var _ = Installation.on(controlPlane, Job.SECRETS);
        return new SecretsInstallation(controlPlane);
    }

    Path kubeconfig() {
        return new Installation(controlPlane).kubeconfig();
    }

    /** Makes resources; those of no namespace of their own go into the given one. */
    void create(String namespace, String yaml) {
        controlPlane
                .client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .create();
    }

    /** Makes a SecretRefresh. */
    void listen(String name, String queueUrl, String more) {
        create(
                "default",
                """
                apiVersion: plimsoll.dev/v1alpha1
                kind: SecretRefresh
                metadata: {name: %s}
                spec:
                  sqs: {queueUrl: "%s", region: us-east-2}
                %s\
                """
                        .formatted(name, queueUrl, more.indent(2)));
    }

    JsonNode get(String path) {
        try {
            return JSON.readTree(controlPlane.client().raw(path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode status(String refresh) {
        return get(REFRESHES + "/" + refresh).path("status");
    }

    JsonNode condition(String refresh, String type) {
        for (JsonNode condition : status(refresh).path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return JSON.missingNode();
    }

    JsonNode external(String namespace, String name) {
        return get(
                "/apis/external-secrets.io/v1/namespaces/"
                        + namespace
                        + "/externalsecrets/"
                        + name);
    }

    /** What a Secret holds under {@code password}. */
    Optional<String> password(String namespace, String name) {
        try {
            String raw =
                    controlPlane
                            .client()
                            .raw("/api/v1/namespaces/" + namespace + "/secrets/" + name);
            return Optional.ofNullable(raw)
                    .map(SecretsInstallation::tree)
                    .map(secret -> secret.at("/data/password").asText())
                    .map(text ->
                            new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitReceiving(String refresh) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        condition(refresh, "Receiving").path("status").asText().equals("True"));
    }

    void awaitPassword(String namespace, String name, String value) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> password(namespace, name).filter(value::equals).isPresent());
    }
}
