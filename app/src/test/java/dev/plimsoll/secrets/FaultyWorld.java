package dev.plimsoll.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.faults.FaultProxy;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The program as it is installed, with some keys that one ExternalSecret each uses, and with the
 * ways to the API server and to AWS broken as a test wants.
 */
final class FaultyWorld implements AutoCloseable {

    static final int KEYS = 12;
    static final int VISIBILITY_SECONDS = 5;

    private final ControlPlane controlPlane;
    private final AwsHand aws;
    private final AwsFaults awsFaults;
    private final SecretsInstallation installation;
    private final FaultProxy apiFaults;
    private final SecretsProcess operator;
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private String namespace = "";
    private AwsHand.Queue queue = new AwsHand.Queue("", "");

    FaultyWorld(ControlPlane controlPlane, Moto moto, Path folder) throws IOException {
        this.controlPlane = controlPlane;
        aws = new AwsHand(moto);
        awsFaults = new AwsFaults(moto.endpoint());
        installation = new SecretsInstallation(controlPlane);
        apiFaults = FaultProxy.before(controlPlane);
        operator =
                new SecretsProcess(
                        () -> apiFaults.kubeconfig("plimsoll", "plimsoll"),
                        awsFaults.endpoint(),
                        folder);
    }

    static void define(ControlPlane controlPlane) throws IOException {
        var _ = ExternalSecretsDefinitions.on(controlPlane);
        var _ = SecretsInstallation.on(controlPlane);
    }

    /** Fills the cluster, and starts the program. */
    void begin() {
        namespace = controlPlane.newNamespace("shop");
        installation.create(
                namespace,
                """
                apiVersion: external-secrets.io/v1
                kind: SecretStore
                metadata: {name: parameters}
                spec: {provider: {aws: {service: ParameterStore, region: us-east-2}}}
                """);
        for (int key = 0; key < KEYS; key++) {
            installation.create(
                    namespace,
                    """
                    apiVersion: external-secrets.io/v1
                    kind: ExternalSecret
                    metadata: {name: web-%1$d}
                    spec:
                      secretStoreRef: {name: parameters}
                      data: [{secretKey: password, remoteRef: {key: /db-%1$d}}]
                    """
                            .formatted(key));
        }
        queue = aws.queue("q-" + id, VISIBILITY_SECONDS, 10);
        installation.listen("r-" + id, queue.url(), "");
        releaseLease();
        operator.start();
        installation.awaitReceiving("r-" + id);
    }

    AwsFaults awsFaults() {
        return awsFaults;
    }

    FaultProxy apiFaults() {
        return apiFaults;
    }

    SecretsProcess operator() {
        return operator;
    }

    Touches touches() {
        return new Touches(controlPlane, namespace);
    }

    /** Sends a change of a key, and tells the event's id. */
    String send(int key) {
        ObjectNode event = Events.parameterChange("/db-" + key);
        aws.send(queue, event.toString());
        return event.path("id").asText();
    }

    /** How many messages the queue has. */
    int messages() {
        return aws.messages(queue.url());
    }

    JsonNode status() {
        return installation.status("r-" + id);
    }

    JsonNode condition(String type) {
        return installation.condition("r-" + id, type);
    }

    JsonNode external(String name) {
        return installation.external(namespace, name);
    }

    /** What this process has counted. */
    double counted(String name) {
        return operator.metric("plimsoll_secrets_" + name + "_total{refresh=\"r-" + id);
    }

    /** The dead holder's lease, if there was one, would run out by itself, later. */
    void releaseLease() {
        editLease("");
    }

    /** Has somebody else hold the lease, or nobody. */
    void editLease(String holder) {
        Resource<Lease> held =
                controlPlane.client().leases().inNamespace("plimsoll").withName("plimsoll");
        if (held.get() != null) {
            held.edit(lease -> {
                lease.getSpec().setHolderIdentity(holder);
                return lease;
            });
        }
    }

    @Override
    public void close() {
        operator.close();
        apiFaults.close();
        awsFaults.close();
    }
}
