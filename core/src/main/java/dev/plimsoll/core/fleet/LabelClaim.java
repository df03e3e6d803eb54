package dev.plimsoll.core.fleet;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers what a policy has put on a node, so that it can be taken back exactly. It is kept on
 * the node itself and so survives the operator, its cache and its upgrade.
 *
 * @param applied the labels as the policy set them
 * @param before for each applied key the value that was there before; empty where there was none
 * @param since when the node was given the labels: the start of its minimum dwell
 */
public record LabelClaim(
        Map<String, String> applied, Map<String, Optional<String>> before, Instant since) {

    public LabelClaim {
        applied = Map.copyOf(applied);
        before = Map.copyOf(before);
    }
}
