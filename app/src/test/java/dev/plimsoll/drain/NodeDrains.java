package dev.plimsoll.drain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.kubernetes.api.NodeDrainReader;
import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The NodeDrains of a cluster, as kubectl handles them. */
record NodeDrains(ControlPlane controlPlane) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Orders a drain; the spec is YAML in flow style. */
    void order(String name, String spec) {
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: plimsoll.dev/v1alpha1
                        kind: NodeDrain
                        metadata: {name: %s}
                        spec: %s
                        """
                                .formatted(name, spec))
                .create();
    }

    void cancel(String name) {
        drain(name).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"cancel\": true}}");
    }

    /** Asks for the deletion; the finalizer may keep the drain for a while. */
    void delete(String name) {
        drain(name).delete();
    }

    Optional<NodeDrain> find(String name) {
        @Nullable GenericKubernetesResource found = drain(name).get();
        return Optional.ofNullable(found)
                .map(resource -> NodeDrainReader.read(JSON.<JsonNode>valueToTree(resource)));
    }

    NodeDrain get(String name) {
        return find(name).orElseThrow();
    }

    private Resource<GenericKubernetesResource> drain(String name) {
        return controlPlane
                .client()
                .genericKubernetesResources("plimsoll.dev/v1alpha1", "NodeDrain")
                .withName(name);
    }
}
