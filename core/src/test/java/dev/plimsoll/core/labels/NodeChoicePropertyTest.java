package dev.plimsoll.core.labels;

import static dev.plimsoll.core.labels.NodeBuilder.NOW;
import static dev.plimsoll.core.labels.NodeBuilder.node;
import static dev.plimsoll.core.labels.PolicyBuilder.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NodeChoicePropertyTest {

    /** Whatever order the cache lists them in, the same nodes are chosen. */
    @Property(tries = 300)
    void choosesTheSameInAnyOrder(
            @ForAll LabelStrategy strategy,
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 10) int count,
            @ForAll long seed) {
        List<Node> nodes = twins(size, new Random(seed));
        List<Node> shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, new Random(seed + 1));

        List<Node> first = choice(strategy, count).choose(nodes, count);
        List<Node> second = choice(strategy, count).choose(shuffled, count);

        assertThat(first).isEqualTo(second).hasSize(Math.min(size, count));
    }

    /** No zone has two more than another that could have taken one of them. */
    @Property(tries = 300)
    void spreadsEvenly(
            @ForAll @IntRange(min = 1, max = 40) int size,
            @ForAll @IntRange(min = 1, max = 20) int count,
            @ForAll long seed) {
        List<Node> nodes = twins(size, new Random(seed));

        List<Node> chosen = choice(LabelStrategy.OLDEST, count).choose(nodes, count);

        Map<String, Integer> has = byZone(nodes);
        Map<String, Integer> takes = byZone(chosen);
        has.forEach((zone, nodesThere) -> {
            int taken = takes.getOrDefault(zone, 0);
            boolean full = taken == nodesThere;
            assertThat(takes.values()).allMatch(other -> full || other <= taken + 1);
        });
    }

    private static Map<String, Integer> byZone(List<Node> nodes) {
        Map<String, Integer> counts = new HashMap<>();
        nodes.forEach(node -> counts.merge(node.labels().get("zone"), 1, Integer::sum));
        return counts;
    }

    private static NodeChoice choice(LabelStrategy strategy, int count) {
        LabelPolicy policy = policy("p").strategy(strategy).count(count).spreadBy("zone").build();
        return new NodeChoice(policy, policy.spec().valid().orElseThrow(), NOW);
    }

    private static List<Node> twins(int size, Random random) {
        return IntStream.range(0, size)
                .mapToObj(i ->
                        node("n" + i)
                                .aged(Duration.ofSeconds(random.nextInt(3)))
                                .label("zone", "z" + random.nextInt(4))
                                .build())
                .toList();
    }
}
