package dev.plimsoll.core.drain.signal;

import java.time.Duration;

/** A reason to drain a node. */
public sealed interface Trigger {

    /** How long it must hold without a break. */
    Duration hold();

    /** Names it in a sentence. */
    String title();

    /**
     * A filesystem of the node is too full.
     *
     * @param warnPercent from when on people are told; at most {@code drainPercent}
     * @param drainPercent from when on the node is to go, over 0 and at most 100
     */
    record Full(DiskMetric metric, double warnPercent, double drainPercent, Duration hold)
            implements Trigger {

        /**
         * Below the kubelet's own lines: it deletes images from 85 % on, and evicts regardless of
         * budgets from 85 % (images) or 90 %.
         */
        public static final double DRAIN_PERCENT = 80;

        /** Inodes: the kubelet evicts at 95 %. */
        public static final double INODES_DRAIN_PERCENT = 90;

        /** By how much the warning comes earlier, where nothing is said. */
        public static final double WARN_EARLIER = 5;

        public Full {
            if (!(warnPercent >= 0 && warnPercent <= drainPercent && drainPercent <= 100)) {
                throw new IllegalArgumentException(
                        "warnPercent is 0 to drainPercent and drainPercent at most 100, not %s and %s"
                                .formatted(warnPercent, drainPercent));
            }
        }

        @Override
        public String title() {
            return metric.toString();
        }
    }

    /** A condition of the node has a status. */
    record Stated(String type, String status, Duration hold) implements Trigger {

        @Override
        public String title() {
            return "condition " + type;
        }
    }

    /** A query has a sample for the node, whatever its value. */
    record Asked(String promql, Duration hold) implements Trigger {

        private static final int LONGEST = 60;

        @Override
        public String title() {
            String text = promql.strip().replaceAll("\\s+", " ");
            return "query " + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
        }
    }
}
