package dev.plimsoll.core.labels;

import static dev.plimsoll.core.labels.NodeBuilder.NOW;
import static dev.plimsoll.core.labels.NodeBuilder.node;
import static dev.plimsoll.core.labels.PolicyBuilder.LABELS;
import static dev.plimsoll.core.labels.PolicyBuilder.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EligibilityTest {

    private static final Duration GRACE = LabelSpec.DEFAULT_NOT_READY_GRACE;

    static Stream<Arguments> nodes() {
        return Stream.of(
                Arguments.of("a healthy node", node("a"), null),
                Arguments.of("a cordoned node", node("a").cordoned(), Ineligibility.CORDONED),
                Arguments.of("a deleted node", node("a").deleting(), Ineligibility.DELETING),
                Arguments.of(
                        "Karpenter 1 takes it away",
                        node("a").taint("karpenter.sh/disrupted"),
                        Ineligibility.BEING_REMOVED),
                Arguments.of(
                        "Karpenter before 1 takes it away",
                        node("a").taint("karpenter.sh/disruption"),
                        Ineligibility.BEING_REMOVED),
                Arguments.of(
                        "the autoscaler takes it away",
                        node("a").taint("ToBeDeletedByClusterAutoscaler"),
                        Ineligibility.BEING_REMOVED),
                Arguments.of("a taint of its owner's", node("a").taint("dedicated"), null),
                Arguments.of(
                        "Fargate by label",
                        node("a").label("eks.amazonaws.com/compute-type", "fargate"),
                        Ineligibility.VIRTUAL),
                Arguments.of(
                        "Fargate by provider id",
                        node("a").providerId("aws:///eu-west-1a/0a1b/fargate-ip-10-0-0-1"),
                        Ineligibility.VIRTUAL),
                Arguments.of("Fargate by name", node("fargate-ip-10-0-0-1"), Ineligibility.VIRTUAL),
                Arguments.of(
                        "a virtual kubelet by label",
                        node("a").label("type", "virtual-kubelet"),
                        Ineligibility.VIRTUAL),
                Arguments.of(
                        "a virtual kubelet",
                        node("a").taint("virtual-kubelet.io/provider"),
                        Ineligibility.VIRTUAL),
                Arguments.of("a blip", node("a").notReadyFor(GRACE.minusSeconds(1)), null),
                Arguments.of(
                        "NotReady for the grace",
                        node("a").notReadyFor(GRACE),
                        Ineligibility.NOT_READY),
                Arguments.of(
                        "a newborn",
                        node("a").aged(Duration.ofSeconds(30)).notReadyFor(Duration.ofSeconds(28)),
                        Ineligibility.NEVER_READY),
                Arguments.of(
                        "never Ready, for longer than the grace",
                        node("a").aged(Duration.ofHours(2)).notReadyFor(Duration.ofHours(2)),
                        Ineligibility.NEVER_READY),
                Arguments.of(
                        "a node that was Ready for a moment",
                        node("a").aged(Duration.ofSeconds(90)).notReadyFor(Duration.ofSeconds(78)),
                        null),
                Arguments.of(
                        "a young node that was Ready",
                        node("a").aged(Duration.ofSeconds(90)).notReadyFor(Duration.ofSeconds(28)),
                        null),
                Arguments.of(
                        "a newborn that has the labels",
                        node("a")
                                .aged(Duration.ofSeconds(30))
                                .notReadyFor(Duration.ofSeconds(28))
                                .claim("p", LABELS, Map.of(), NOW),
                        null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nodes")
    void judges(String description, NodeBuilder builder, @Nullable Ineligibility expected) {
        // Given
        LabelPolicy policy = policy("p").build();

        // When
        Optional<Ineligibility> verdict = eligibility(policy).against(builder.build());

        // Then
        assertThat(verdict).as(description).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void asksForTheSelectorAndTheSpreadLabel() {
        // Given
        LabelSelector pool = new LabelSelector(Map.of("pool", "a"), List.of());
        LabelPolicy policy = policy("p").selector(pool).spreadBy("zone").build();
        Node other = node("other").label("pool", "b").label("zone", "1").build();
        Node nowhere = node("nowhere").label("pool", "a").build();
        Node fit = node("fit").label("pool", "a").label("zone", "1").build();

        // When
        Eligibility eligibility = eligibility(policy);

        // Then
        assertThat(eligibility.against(other)).contains(Ineligibility.NOT_MATCHED);
        assertThat(eligibility.against(nowhere)).contains(Ineligibility.WITHOUT_SPREAD_LABEL);
        assertThat(eligibility.against(fit)).isEmpty();
    }

    private static Eligibility eligibility(LabelPolicy policy) {
        LabelSpec spec = policy.spec().valid().orElseThrow();
        return new Eligibility(policy.name(), spec, NOW);
    }
}
