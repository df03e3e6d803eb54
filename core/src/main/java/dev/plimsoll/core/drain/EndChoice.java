package dev.plimsoll.core.drain;

import java.util.Optional;
import java.util.stream.Stream;

/** Says how a node is to end once it is empty. */
public enum EndChoice {
    /** In the way of whoever owns it; not at all where nobody here can end it. */
    AUTO("Auto"),
    /** It is left running. */
    NONE("None"),
    NODE_CLAIM("NodeClaim"),
    AUTO_SCALING_GROUP("AutoScalingGroup"),
    INSTANCE("Instance");

    private final String text;

    EndChoice(String text) {
        this.text = text;
    }

    /**
     * Finds a choice by how it stands in JSON.
     *
     * @return empty where there is no such choice
     */
    public static Optional<EndChoice> of(String text) {
        return Stream.of(values()).filter(choice -> choice.text.equals(text)).findFirst();
    }

    /**
     * Tells why a node cannot end like this; empty where it can. What only AWS knows shows later.
     *
     * @param end what the node says of itself
     * @return a sentence
     */
    public Optional<String> misfit(NodeEnd end) {
        boolean claimed = end.endedBy() == NodeEnd.Owner.NODE_CLAIM;
        return switch (this) {
            case AUTO, NONE -> Optional.empty();
            case NODE_CLAIM ->
                    claimed
                            ? Optional.empty()
                            : Optional.of(
                                    "It cannot end by a NodeClaim, for %s."
                                            .formatted(end.reason()));
            case AUTO_SCALING_GROUP, INSTANCE -> {
                if (end.id().isEmpty()) {
                    yield Optional.of("There is no instance to end, for " + end.reason() + ".");
                }
                yield claimed
                        ? Optional.of(
                                "It can end by its NodeClaim alone, for %s, which would not learn of its end."
                                        .formatted(end.reason()))
                        : Optional.empty();
            }
        };
    }

    /** Tells through whom a node ends that this choice fits. */
    public NodeEnd.Owner owner(NodeEnd end) {
        return switch (this) {
            case AUTO -> end.endedBy();
            case NONE -> NodeEnd.Owner.NONE;
            case NODE_CLAIM -> NodeEnd.Owner.NODE_CLAIM;
            case AUTO_SCALING_GROUP -> NodeEnd.Owner.AUTO_SCALING_GROUP;
            case INSTANCE -> NodeEnd.Owner.INSTANCE;
        };
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return text;
    }
}
