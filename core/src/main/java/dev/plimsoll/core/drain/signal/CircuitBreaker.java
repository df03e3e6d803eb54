package dev.plimsoll.core.drain.signal;

import java.util.Optional;

/**
 * Holds everything back when so many nodes are over the line that the line, or who measures, is
 * more likely at fault than the nodes. At least one node may always be: a fleet of three would
 * otherwise never be helped.
 */
public final class CircuitBreaker {

    private CircuitBreaker() {}

    /**
     * Says why nothing may be done; empty where it may.
     *
     * @param over nodes that are over the line, for however short a time
     * @param nodes of which there are so many in all
     * @param percent 1 to 100
     */
    public static Optional<String> against(int over, int nodes, int percent) {
        int most = Math.max(1, nodes * percent / 100);
        return over <= most
                ? Optional.empty()
                : Optional.of(
                        "%d of %d nodes are over the line, and circuitBreakerPercent %d allows %d: no node is drained until fewer are."
                                .formatted(over, nodes, percent, most));
    }
}
