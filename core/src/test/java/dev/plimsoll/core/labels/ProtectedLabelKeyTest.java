package dev.plimsoll.core.labels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedLabelKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubernetes.io/hostname",
                "topology.kubernetes.io/zone",
                "beta.kubernetes.io/arch",
                "kops.k8s.io/instancegroup",
                "k8s.io/cluster-autoscaler",
                "cluster-autoscaler.kubernetes.io/scale-down-disabled",
                "karpenter.sh/nodepool",
                "karpenter.k8s.aws/instance-family",
                "k8s.aws/cluster",
                "eks.amazonaws.com/nodegroup",
                "alpha.eksctl.io/nodegroup-name",
                "cloud.google.com/gke-nodepool",
                "kubernetes.azure.com/agentpool",
                "ToBeDeletedByClusterAutoscaler"
            })
    void protectsWhatThePlatformOwns(String key) {
        // Given a key that somebody sets on nodes

        // When
        boolean owned = ProtectedLabelKey.ownedByPlatform(key);

        // Then
        assertThat(owned).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "monitoring",
                "kubernetes.io",
                "example.com/agent",
                "mykubernetes.io/agent",
                "node-role.kubernetes.io/monitoring",
                "node-restriction.kubernetes.io/agent",
                "example.com.node-restriction.kubernetes.io/agent",
                "kubernetes.io.example.com/agent"
            })
    void leavesTheRest(String key) {
        // Given a key that people may set

        // When
        boolean owned = ProtectedLabelKey.ownedByPlatform(key);

        // Then
        assertThat(owned).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nlp.monitoring/managed-by", "nlp.a.b-c/managed-by"})
    void knowsMarkers(String key) {
        // Given the marker of a policy

        // When
        boolean marker = ProtectedLabelKey.marker(key);

        // Then
        assertThat(marker).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nlp.monitoring/agent",
                "nlp/managed-by",
                "example.com/managed-by",
                "managed-by"
            })
    void knowsWhatIsNoMarker(String key) {
        // Given a key that only looks like one

        // When
        boolean marker = ProtectedLabelKey.marker(key);

        // Then
        assertThat(marker).isFalse();
    }
}
