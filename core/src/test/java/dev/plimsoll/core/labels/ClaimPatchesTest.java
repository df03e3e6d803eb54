package dev.plimsoll.core.labels;

import static dev.plimsoll.core.labels.NodeBuilder.NOW;
import static dev.plimsoll.core.labels.NodeBuilder.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaimPatchesTest {

    private static final Map<String, String> WANTED = Map.of("agent", "on");

    @Test
    void remembersTheValueThatWasThere() {
        // Given
        Node node = node("a").label("agent", "manual").build();

        // When
        NodeLabelPatch patch = new ClaimPatches("p", WANTED).give(node, NOW).orElseThrow();

        // Then
        assertThat(patch.labels())
                .containsEntry("agent", Optional.of("on"))
                .containsEntry("nlp.p/managed-by", Optional.of("true"));
        assertThat(patch.claim().orElseThrow().before())
                .containsEntry("agent", Optional.of("manual"));
    }

    @Test
    void takesARenamedKeyFromTheNodeInTheSameWrite() {
        // Given
        Node node =
                node("a")
                        .claim("p", Map.of("old", "on"), Map.of("old", Optional.of("x")), NOW)
                        .build();

        // When
        NodeLabelPatch patch = new ClaimPatches("p", WANTED).give(node, NOW).orElseThrow();

        // Then
        assertThat(patch.labels())
                .containsOnly(
                        Map.entry("old", Optional.of("x")), Map.entry("agent", Optional.of("on")));
    }

    @Test
    void writesNothingWhereNothingDiffers() {
        // Given
        Node node = node("a").claim("p", WANTED, Map.of("agent", Optional.empty()), NOW).build();

        // When
        Optional<NodeLabelPatch> patch =
                new ClaimPatches("p", WANTED).give(node, NOW.plusSeconds(9));

        // Then
        assertThat(patch).isEmpty();
    }

    @Test
    void correctsAValueThatAPersonChanged() {
        // Given
        Node node =
                node("a")
                        .claim("p", WANTED, Map.of("agent", Optional.empty()), NOW)
                        .label("agent", "off")
                        .build();

        // When
        NodeLabelPatch patch = new ClaimPatches("p", WANTED).give(node, NOW).orElseThrow();

        // Then
        assertThat(patch.labels()).containsOnly(Map.entry("agent", Optional.of("on")));
    }

    @Test
    void leavesAValueThatIsNoLongerItsOwn() {
        // Given
        Node node =
                node("a")
                        .claim("p", WANTED, Map.of("agent", Optional.empty()), NOW)
                        .label("agent", "by-hand")
                        .build();

        // When
        NodeLabelPatch patch = new ClaimPatches("p", WANTED).release(node).orElseThrow();

        // Then
        assertThat(patch.labels()).containsOnlyKeys("nlp.p/managed-by");
    }

    @Test
    void restoresThePersonsValueFromUnderTwoClaims() {
        // Given: the younger q had claimed the key before p, the older, came to want it.
        Node node =
                node("a")
                        .claim("q", Map.of("agent", "q"), Map.of("agent", Optional.of("x")), NOW)
                        .build();

        // When
        NodeLabelPatch patch = new ClaimPatches("p", WANTED).give(node, NOW).orElseThrow();

        // Then
        assertThat(patch.claim().orElseThrow().before()).containsEntry("agent", Optional.of("x"));
    }

    @Test
    void handsAKeyToTheOtherPolicyThatClaimsIt() {
        // Given
        Node node =
                node("a")
                        .claim("q", Map.of("agent", "q"), Map.of("agent", Optional.of("x")), NOW)
                        .claim("p", WANTED, Map.of("agent", Optional.of("x")), NOW)
                        .build();

        // When
        NodeLabelPatch patch = new ClaimPatches("p", WANTED).release(node).orElseThrow();

        // Then
        assertThat(patch.labels()).containsEntry("agent", Optional.of("q"));
    }

    @Test
    void findsItsNodeAlsoWhenThePersonRemovedTheMarker() {
        // Given
        Node node = node("a").claim("p", WANTED, Map.of("agent", Optional.empty()), NOW).build();
        Node unmarked =
                new Node(
                        node.name(),
                        node.uid(),
                        node.resourceVersion(),
                        node.createdAt(),
                        WANTED,
                        node.claims(),
                        node.taints(),
                        false,
                        false,
                        node.readiness(),
                        node.providerId());

        // When
        NodeLabelPatch patch = new ClaimPatches("p", WANTED).release(unmarked).orElseThrow();

        // Then
        assertThat(patch.labels()).containsOnly(Map.entry("agent", Optional.empty()));
        assertThat(patch.claim()).isEmpty();
    }
}
