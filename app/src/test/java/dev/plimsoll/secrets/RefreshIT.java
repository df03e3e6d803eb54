package dev.plimsoll.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.ExternalSecretsOperator;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.RealCluster;
import dev.plimsoll.testbed.RealMoto;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From a changed value to the Secret that has it, with every part real: the API server, External
 * Secrets v0.19.2, and the program as it is installed, with moto in the place of AWS.
 */
@RealCluster
@RealMoto
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefreshIT {

    private static final String PLANTED = "planted-value-that-is-in-no-log";

    private final ControlPlane controlPlane;
    private final Moto moto;
    private final AwsHand aws;
    private final SecretsInstallation installation;
    private final SecretsProcess operator;
    private @Nullable ExternalSecretsOperator externalSecrets;
    private String namespace = "";
    private String id = "";

    RefreshIT(ControlPlane controlPlane, Moto moto, @TempDir Path folder) {
        this.controlPlane = controlPlane;
        this.moto = moto;
        aws = new AwsHand(moto);
        installation = new SecretsInstallation(controlPlane);
        operator =
                new SecretsProcess(installation::kubeconfig, moto.endpoint(), folder)
                        .asServiceAccount();
    }

    @BeforeAll
    void start() throws IOException {
        var _ = SecretsInstallation.on(controlPlane);
        // It is there first, and waits for External Secrets to be installed.
        operator.start();
        var _ = ExternalSecretsDefinitions.forOperator(controlPlane);
        externalSecrets = ExternalSecretsOperator.start(controlPlane, moto);
    }

    @AfterAll
    void end() {
        operator.close();
        if (externalSecrets != null) {
            externalSecrets.close();
        }
    }

    @BeforeEach
    void fill() {
        id = UUID.randomUUID().toString().substring(0, 8);
        namespace = controlPlane.newNamespace("shop");
        installation.create(
                namespace,
                """
                apiVersion: external-secrets.io/v1
                kind: ClusterSecretStore
                metadata: {name: parameters-%1$s}
                spec: {provider: {aws: {service: ParameterStore, region: us-east-2, prefix: /prod/}}}
                ---
                apiVersion: external-secrets.io/v1
                kind: SecretStore
                metadata: {name: secrets-%1$s}
                spec: {provider: {aws: {service: SecretsManager, region: us-east-2}}}
                """
                        .formatted(id));
    }

    /** No value and no message body may be in any log at any level, whatever a test does. */
    @AfterEach
    void nothingIsTold() {
        // Else the search would say nothing.
        assertThat(operator.log()).contains("TRACE", "DEBUG", "FINE: ");
        assertThat(operator.log().lines().filter(line -> line.contains(PLANTED))).isEmpty();
    }

    private void external(String name, String more, String store, String key) {
        installation.create(
                namespace,
                """
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: %s}
                spec:
                  secretStoreRef: {%s}
                  data: [{secretKey: password, remoteRef: {key: "%s"}}]
                %s\
                """
                        .formatted(name, store, key, more.indent(2)));
    }

    private String parameterStore() {
        return "kind: ClusterSecretStore, name: parameters-" + id;
    }

    private String secretsManager() {
        return "kind: SecretStore, name: secrets-" + id;
    }

    private void send(Way way, AwsHand.Queue queue, ObjectNode event) {
        switch (way) {
            case PARAMETER_RAW, PARAMETER_BARE_NAME, SECRET_RAW ->
                    aws.send(queue, event.toString());
            case PARAMETER_BY_SNS, SECRET_CALL_BY_SNS ->
                    aws.publish(aws.topic("topic-" + id, queue, false), event.toString());
            case PARAMETER_BY_SNS_RAW ->
                    aws.publish(aws.topic("topic-" + id, queue, true), event.toString());
            case PARAMETER_BY_EVENT_BRIDGE, SECRET_BY_EVENT_BRIDGE -> {
                aws.rule("rule-" + id, event.path("source").asText(), queue);
                aws.put(event);
            }
            case PARAMETER_BY_FIFO -> aws.sendInOrder(queue, "group", event.toString());
        }
    }

    private double counted(String count) {
        return operator.metric("plimsoll_secrets_" + count + "_total{refresh=\"r-" + id + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void bringsAChangedValueIntoTheCluster(Way way) {
        // Given
        String name = "db-" + id;
        if (way.ofParameter()) {
            aws.parameter("/prod/" + name, "old");
            external("web", "refreshInterval: 24h", parameterStore(), name);
        } else {
            aws.newSecret(name, "old");
            external("web", "refreshInterval: 24h", secretsManager(), name);
        }
        installation.awaitPassword(namespace, "web", "old");
        AwsHand.Queue queue =
                way == Way.PARAMETER_BY_FIFO
                        ? aws.queue("q-" + id + ".fifo", Map.of("FifoQueue", "true"))
                        : aws.queue("q-" + id, 30, 3);
        installation.listen(
                "r-" + id,
                queue.url(),
                way == Way.PARAMETER_BARE_NAME ? "nameAt: /changed/name" : "");
        installation.awaitReceiving("r-" + id);
        if (way.ofParameter()) {
            aws.parameter("/prod/" + name, PLANTED);
        } else {
            aws.secret(name, PLANTED);
        }

        // When
        long begun = System.nanoTime();
        send(
                way,
                queue,
                switch (way) {
                    case SECRET_RAW, SECRET_BY_EVENT_BRIDGE -> Events.secretLabelUpdated(name);
                    case SECRET_CALL_BY_SNS -> Events.secretCall(name);
                    case PARAMETER_BARE_NAME -> Events.ofOnesOwn("/prod/" + name, PLANTED);
                    default -> Events.parameterChange("/prod/" + name);
                });

        // Then
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        installation
                                .external(namespace, "web")
                                .at("/metadata/annotations")
                                .has("force-sync"));
        long touched = System.nanoTime();
        installation.awaitPassword(namespace, "web", PLANTED);
        System.out.printf(
                "%s: %d ms from the event to the touch, %d ms to the new value%n",
                way,
                Duration.ofNanos(touched - begun).toMillis(),
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .untilAsserted(() -> {
                    for (String count : List.of("received", "matched", "touched", "confirmed")) {
                        assertThat(counted(count)).as(count).isEqualTo(1);
                    }
                    assertThat(aws.messages(queue.url())).isZero();
                });
        assertThat(operator.metric("plimsoll_secrets_confirmation_seconds_count{refresh=\"r-" + id))
                .isEqualTo(1);
    }

    @Test
    void reportsWhatATouchDoesNotReachAndForcesWhereItIsToldTo() {
        // Given
        String name = "db-" + id;
        aws.parameter("/prod/" + name, "old");
        external("once", "refreshPolicy: CreatedOnce", parameterStore(), name);
        external("zero", "refreshInterval: 0s", parameterStore(), name);
        external("fixed", "target: {immutable: true}", parameterStore(), name);
        installation.create(
                namespace,
                """
                apiVersion: external-secrets.io/v1
                kind: ClusterExternalSecret
                metadata: {name: all-%1$s}
                spec:
                  namespaceSelectors: [{matchLabels: {kubernetes.io/metadata.name: %2$s}}]
                  externalSecretName: child
                  refreshTime: 24h
                  externalSecretSpec:
                    refreshInterval: 24h
                    secretStoreRef: {kind: ClusterSecretStore, name: parameters-%1$s}
                    target: {name: child}
                    data: [{secretKey: password, remoteRef: {key: db-%1$s}}]
                """
                        .formatted(id, namespace));
        for (String each : new String[] {"once", "zero", "fixed", "child"}) {
            installation.awaitPassword(namespace, each, "old");
        }
        AwsHand.Queue reporting = aws.queue("report-" + id, 30, 3);
        AwsHand.Queue forcing = aws.queue("force-" + id, 30, 3);
        installation.listen("report-" + id, reporting.url(), "");
        installation.listen("force-" + id, forcing.url(), "whenIneffective: Force");
        installation.awaitReceiving("report-" + id);
        installation.awaitReceiving("force-" + id);
        aws.parameter("/prod/" + name, PLANTED);

        // When
        aws.send(reporting, Events.parameterChange("/prod/" + name).toString());
        installation.awaitPassword(namespace, "child", PLANTED);
        awaitCount("report-" + id, "ineffective", 3);
        String reported = installation.condition("report-" + id, "Effective").toString();
        boolean onceWasLeft = installation.password(namespace, "once").orElse("").equals("old");
        aws.send(forcing, Events.parameterChange("/prod/" + name).toString());

        // Then
        assertThat(reported).contains("TouchInVain").contains("So it is with 2 more");
        assertThat(onceWasLeft).isTrue();
        installation.awaitPassword(namespace, "once", PLANTED);
        installation.awaitPassword(namespace, "zero", PLANTED);
        awaitCount("force-" + id, "confirmed", 3);
        awaitCount("force-" + id, "ineffective", 1);
        assertThat(installation.condition("force-" + id, "Effective").path("message").asText())
                .contains("ExternalSecret " + namespace + "/fixed")
                .contains("its target is immutable");
        assertThat(installation.password(namespace, "fixed")).contains("old");
        assertThat(events())
                .contains("its refreshPolicy is CreatedOnce")
                .contains("its refreshInterval is 0")
                .contains("its annotations are set by the ClusterExternalSecret all-" + id);
    }

    private void awaitCount(String refresh, String count, int value) {
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .untilAsserted(() ->
                        assertThat(installation.status(refresh).path(count).asInt())
                                .as(count + " of " + installation.status(refresh))
                                .isEqualTo(value));
    }

    private String events() {
        return installation.get("/apis/events.k8s.io/v1/namespaces/default/events").toString();
    }

    @Test
    void countsPoisonAndLeavesItToTheDeadLetterQueue() {
        // Given
        AwsHand.Queue queue = aws.queue("q-" + id, 1, 2);
        installation.listen("r-" + id, queue.url(), "");
        installation.awaitReceiving("r-" + id);

        // When
        aws.send(queue, "{\"secret\": \"" + PLANTED + "\"}");
        aws.send(queue, PLANTED);

        // Then
        String dead = queue.url().replace("q-" + id, "dead-q-" + id);
        Awaitility.await()
                .atMost(SecretsInstallation.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(aws.messages(queue.url())).isZero();
                    assertThat(aws.messages(dead)).isEqualTo(2);
                    assertThat(installation.status("r-" + id).path("poison").asInt()).isEqualTo(4);
                });
        assertThat(operator.metric("plimsoll_secrets_poison_total{refresh=\"r-" + id)).isEqualTo(4);
    }

    @Test
    void catchesUpWithWhatChangedWhileNobodyListened() {
        // Given more parameters than one page has
        String name = "db-" + id;
        IntStream.range(0, 60).forEach(other -> aws.parameter("/many/" + other, "other"));
        aws.parameter("/prod/" + name, "old");
        external("web", "refreshInterval: 24h", parameterStore(), name);
        installation.awaitPassword(namespace, "web", "old");
        Instant read =
                Instant.parse(
                        installation.external(namespace, "web").at("/status/refreshTime").asText());
        Awaitility.await().until(() -> Instant.now().isAfter(read.plusSeconds(2)));
        aws.parameter("/prod/" + name, PLANTED);
        AwsHand.Queue queue = aws.queue("q-" + id, 30, 3);

        // When
        installation.listen("r-" + id, queue.url(), "catchUp: ParameterStore");

        // Then
        installation.awaitPassword(namespace, "web", PLANTED);
        awaitCount("r-" + id, "confirmed", 1);
        awaitCount("r-" + id, "received", 0);
    }
}
