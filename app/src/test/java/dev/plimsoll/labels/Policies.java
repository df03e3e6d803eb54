package dev.plimsoll.labels;

import dev.plimsoll.testbed.ControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policies of a cluster, as kubectl handles them. */
record Policies(ControlPlane controlPlane) {

    /** Creates or replaces a policy; the spec is YAML in flow style. */
    void apply(String name, String spec) {
        controlPlane
                .client()
                .resource(
                        """
                        apiVersion: nlp.lento.dev/v1alpha1
                        kind: NodeLabelPolicy
                        metadata: {name: %s}
                        spec: %s
                        """
                                .formatted(name, spec))
                .createOr(resource -> resource.update());
    }

    /** Asks for the deletion; the finalizer may keep the policy for a while. */
    void delete(String name) {
        all().withName(name).delete();
    }

    boolean exists(String name) {
        return all().withName(name).get() != null;
    }

    /** A field of the status; null where there is none yet. */
    @Nullable Object status(String name, String field) {
        GenericKubernetesResource policy = all().withName(name).get();
        return policy == null ? null : policy.get("status", field);
    }

    /** The status of a condition, {@code True} or {@code False}; empty where there is none yet. */
    String condition(String name, String type) {
        return status(name, "conditions") instanceof List<?> conditions
                ? conditions.stream()
                        .map(condition -> (Map<?, ?>) condition)
                        .filter(condition -> type.equals(condition.get("type")))
                        .map(condition -> String.valueOf(condition.get("status")))
                        .findFirst()
                        .orElse("")
                : "";
    }

    NonNamespaceOperation<
                    GenericKubernetesResource,
                    GenericKubernetesResourceList,
                    Resource<GenericKubernetesResource>>
            all() {
        return controlPlane
                .client()
                .genericKubernetesResources("nlp.lento.dev/v1alpha1", "NodeLabelPolicy");
    }
}
