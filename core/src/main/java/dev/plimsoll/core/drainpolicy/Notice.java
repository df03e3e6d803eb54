package dev.plimsoll.core.drainpolicy;

import java.time.Instant;

/**
 * Says something that people want to hear of outside of the cluster.
 *
 * @param id the same for the same occurrence, so that a receiver can tell repetitions
 * @param node which it is about; empty where it is about the policy
 * @param sentence for people
 */
public record Notice(
        String id, Kind kind, String policy, String node, String sentence, Instant at) {

    /** What happened. */
    public enum Kind {
        /** A node is over a line of warning, or over a line for too short a time. */
        WARNED(false),
        /** A node should be drained, and the policy only says so. */
        RECOMMENDED(true),
        /** A drain was ordered. */
        STARTED(true),
        /** A pod cannot be evicted. */
        BLOCKED(true),
        FAILED(true),
        SUCCEEDED(false),
        /** The node is well again, or its drain was given up. */
        RECOVERED(false),
        /** Too many nodes are over the line, or nothing is known of any. */
        HELD_BACK(true);

        private final boolean urgent;

        Kind(boolean urgent) {
            this.urgent = urgent;
        }

        /** Whether somebody should look. */
        public boolean urgent() {
            return urgent;
        }
    }
}
