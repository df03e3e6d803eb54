package dev.plimsoll.core.labels;

import java.util.Optional;
import java.util.regex.Pattern;

/** Says how many nodes a policy wants. */
public sealed interface LabelCount {

    /** Says what a count must be, in the words of an error message. */
    String RULE = "an integer of at least 1, or a percentage from \"1%\" to \"100%\"";

    /** Reads a percentage from {@code 1%} to {@code 100%}, or gives nothing where it is not one. */
    static Optional<LabelCount> percent(String text) {
        return Percent.PATTERN.matcher(text).matches()
                ? Optional.of(new Percent(Integer.parseInt(text, 0, text.length() - 1, 10)))
                : Optional.empty();
    }

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

        private static final Pattern PATTERN = Pattern.compile("([1-9][0-9]?|100)%");

        @Override
        public int of(int eligible) {
            return Math.toIntExact(Math.ceilDiv((long) eligible * percent, 100));
        }
    }
}
