package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** The API server as the keeper of one of our kinds. */
final class PolicyServer {

    private static final Path DEFINITIONS = Path.of("../deploy/crds");
    private static final JsonMapper JSON = new JsonMapper();
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private final KubernetesClient client;
    private final Kubectl kubectl;
    private final Kind kind;
    private final String path;

    PolicyServer(ControlPlane controlPlane) {
        this(controlPlane, Kind.LABEL_POLICY);
    }

    PolicyServer(ControlPlane controlPlane, Kind kind) {
        this.kind = kind;
        path = "/apis/" + kind.api() + "/" + kind.plural();
        client = controlPlane.client();
        kubectl = Kubectl.of(controlPlane);
    }

    /** Installs our definition in place of whatever is there, and waits until it judges. */
    PolicyServer define() throws IOException, InterruptedException {
        return define(
                DEFINITIONS.resolve(kind.plural() + "." + kind.group() + ".yaml"),
                () -> refusal(withoutSpec()).isPresent());
    }

    /** Installs the Go controller's definition in place of whatever is there. */
    PolicyServer defineAsGoController() throws IOException, InterruptedException {
        Path definition = Path.of("src/test/resources/cases/go-controller/definition.yaml");
        return define(definition, () -> refusal(withoutSpec()).isEmpty());
    }

    /** Asks whether a resource would be taken: gives the sentence that refuses it. */
    Optional<String> refusal(JsonNode resource) {
        try {
            client.raw(path + "?dryRun=All", "POST", resource.toString());
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(e.getStatus() == null ? e.toString() : e.getStatus().getMessage());
        }
    }

    /** Stores a resource and gives it as the server has it. */
    JsonNode create(JsonNode resource) throws JsonProcessingException {
        return JSON.readTree(client.raw(path, "POST", resource.toString()));
    }

    JsonNode get(String name) throws JsonProcessingException {
        return JSON.readTree(client.raw(path + "/" + name));
    }

    void merge(String name, String patch) {
        policy(name).patch(MERGE, patch);
    }

    void writeStatus(String name, ObjectNode status) {
        ObjectNode patch = JSON.createObjectNode();
        patch.set("status", status);
        policy(name).subresource("status").patch(MERGE, patch.toString());
    }

    void delete(String name) {
        policy(name).delete();
    }

    boolean has(String name) {
        return policy(name).get() != null;
    }

    private Resource<GenericKubernetesResource> policy(String name) {
        return client.genericKubernetesResources(kind.api(), kind.title()).withName(name);
    }

    private PolicyServer define(Path definition, Callable<Boolean> judges)
            throws IOException, InterruptedException {
        kubectl.succeed("apply", "--server-side", "--force-conflicts", "-f", definition.toString());
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(judges);
        return this;
    }

    private ObjectNode withoutSpec() {
        ObjectNode resource = JSON.createObjectNode();
        resource.put("apiVersion", kind.api()).put("kind", kind.title());
        resource.putObject("metadata").put("name", "without-spec");
        return resource;
    }
}
