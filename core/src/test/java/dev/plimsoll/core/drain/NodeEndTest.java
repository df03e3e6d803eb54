package dev.plimsoll.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.NodeEnd.Owner;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeEndTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws:///us-east-1a/i-0123456789abcdef0",
                "aws:////i-0123456789abcdef0",
                "i-0123456789abcdef0"
            })
    void everyFormOfProviderIdNamesTheInstance(String providerId) {
        // When
        NodeEnd end = NodeEnd.of(Nodes.of(providerId, Map.of()));

        // Then
        assertThat(end.id()).isEqualTo("i-0123456789abcdef0");
        assertThat(end.endedBy()).isEqualTo(Owner.INSTANCE);
    }

    static Stream<Map.Entry<Map<String, String>, Owner>> owners() {
        return Stream.of(
                Map.entry(Map.of("karpenter.sh/nodepool", "default"), Owner.NODE_CLAIM),
                Map.entry(
                        Map.of("eks.amazonaws.com/nodegroup", "workers"), Owner.AUTO_SCALING_GROUP),
                Map.entry(Map.of("alpha.eksctl.io/nodegroup-name", "ng"), Owner.AUTO_SCALING_GROUP),
                // A pool of Karpenter that runs on a managed group's image keeps both labels.
                Map.entry(
                        Map.of(
                                "karpenter.sh/nodepool", "default",
                                "eks.amazonaws.com/nodegroup", "workers"),
                        Owner.NODE_CLAIM));
    }

    @ParameterizedTest
    @MethodSource("owners")
    void ownerIsWhoTheNodeNames(Map.Entry<Map<String, String>, Owner> given) {
        // When
        NodeEnd end = NodeEnd.of(Nodes.of("aws:///us-east-1a/i-0abc", given.getKey()));

        // Then
        assertThat(end.endedBy()).isEqualTo(given.getValue());
        assertThat(end.id()).isEqualTo("i-0abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kwok://node",
                "gce://project/zone/i-0abc",
                "aws:///us-east-1a/i-0abc/extra",
                "aws:///us-east-1a/5a9c/fargate-ip-10-0-1-2.us-east-1.compute.internal"
            })
    void machinesThatAreNotKnownAreNotEnded(String providerId) {
        // When
        NodeEnd end = NodeEnd.of(Nodes.of(providerId, Map.of()));

        // Then
        assertThat(end.endedBy()).isEqualTo(Owner.NONE);
        assertThat(end.id()).isEmpty();
        assertThat(end.reason()).isNotEmpty();
    }

    @Test
    void fargateIsKnownByItsLabelToo() {
        // When
        NodeEnd end =
                NodeEnd.of(
                        Nodes.of(
                                "aws:///us-east-1a/i-0abc",
                                Map.of("eks.amazonaws.com/compute-type", "fargate")));

        // Then
        assertThat(end.endedBy()).isEqualTo(Owner.NONE);
        assertThat(end.reason()).contains("Fargate");
    }
}
