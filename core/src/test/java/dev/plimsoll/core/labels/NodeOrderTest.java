package dev.plimsoll.core.labels;

import static dev.plimsoll.core.labels.NodeBuilder.node;
import static dev.plimsoll.core.labels.PolicyBuilder.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeOrderTest {

    @Test
    void drawsAnewForAPolicyMadeAnew() {
        // Given
        List<Node> nodes = nodes(node -> node);

        // When
        List<String> drawn = random(policy("p").build(), nodes);

        // Then
        assertThat(drawn)
                .isNotEqualTo(random(policy("p").uid("another").build(), nodes))
                .isEqualTo(random(policy("p").build(), nodes.reversed()));
    }

    @Test
    void drawsAnewForANodeBornUnderAnOldName() {
        // Given
        List<Node> reborn = nodes(node -> node.uid("reborn-" + node.build().name()));

        // When
        List<String> drawn = random(policy("p").build(), reborn);

        // Then
        assertThat(drawn).isNotEqualTo(random(policy("p").build(), nodes(node -> node)));
    }

    @Test
    void drawsByNamesWhereAFileHasNoUids() {
        // Given
        List<Node> nodes = nodes(node -> node.uid(""));

        // When
        List<String> drawn = random(policy("p").uid("").build(), nodes);

        // Then
        assertThat(drawn)
                .isNotEqualTo(nodes.stream().map(Node::name).toList())
                .isNotEqualTo(random(policy("q").uid("").build(), nodes));
    }

    private static List<Node> nodes(UnaryOperator<NodeBuilder> more) {
        return IntStream.range(10, 30)
                .mapToObj(number -> more.apply(node("n" + number)).build())
                .toList();
    }

    private static List<String> random(LabelPolicy policy, List<Node> nodes) {
        return nodes.stream()
                .sorted(NodeOrder.of(policy, LabelStrategy.RANDOM, nodes))
                .map(Node::name)
                .toList();
    }
}
