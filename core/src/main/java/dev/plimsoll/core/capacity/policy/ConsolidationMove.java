package dev.plimsoll.core.capacity.policy;

import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import java.util.List;

/** What a policy does next. */
public sealed interface ConsolidationMove {

    /** One CamelCase word, as the reason of a condition has it. */
    String reason();

    /** A sentence for people. */
    String message();

    /** Order the drains of these nodes, now. */
    record Order(List<Removal> removals) implements ConsolidationMove {
        public Order {
            removals = List.copyOf(removals);
        }

        @Override
        public String reason() {
            return "Ordered";
        }

        @Override
        public String message() {
            return removals.size() == 1
                    ? "Node %s is to be drained.".formatted(removals.getFirst().node())
                    : "%d nodes are to be drained, first %s."
                            .formatted(removals.size(), removals.getFirst().node());
        }
    }

    /** Look again later; nobody need do anything. */
    record Rest(String reason, String message) implements ConsolidationMove {}

    /** Nothing more is removed until a person has looked. */
    record Halt(String reason, String message) implements ConsolidationMove {}
}
