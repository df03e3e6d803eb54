package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.LabelSelector;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * States what a valid policy wants.
 *
 * @param spreadBy the node label whose values share the nodes as evenly as they can
 * @param notReadyGrace how long a node may be NotReady and keep its labels
 * @param minimumDwell how long a node keeps its labels against a better one; it yields to a smaller
 *     count and to a node that is no longer eligible
 */
public record LabelSpec(
        LabelStrategy strategy,
        LabelCount count,
        Map<String, String> labels,
        LabelSelector nodeSelector,
        Optional<String> spreadBy,
        Duration notReadyGrace,
        Duration minimumDwell) {

    public static final Duration DEFAULT_NOT_READY_GRACE = Duration.ofMinutes(5);

    public LabelSpec {
        labels = Map.copyOf(labels);
    }
}
