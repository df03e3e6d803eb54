package dev.plimsoll.core.labels;

/** Says how many nodes a policy wants. */
public sealed interface LabelCount {

    /** Resolves to a number of nodes, given how many are eligible. */
    int of(int eligible);

    /**
     * @param nodes at least 1
     */
    record Nodes(int nodes) implements LabelCount {
        @Override
        public int of(int eligible) {
            return nodes;
        }
    }

    /**
     * A share of the eligible nodes, rounded up as a disruption budget's percentage is, so that a
     * small pool keeps its one node.
     *
     * @param percent 1 to 100
     */
    record Percent(int percent) implements LabelCount {
        @Override
        public int of(int eligible) {
            return Math.toIntExact(Math.ceilDiv((long) eligible * percent, 100));
        }
    }
}
