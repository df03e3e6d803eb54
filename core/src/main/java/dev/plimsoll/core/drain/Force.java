package dev.plimsoll.core.drain;

import java.util.Optional;
import java.util.stream.Stream;

/** How far a drain may go with pods that it may not evict by itself. */
public enum Force {
    /** It leaves them alone. */
    NEVER("Never"),
    /** It evicts pods without a controller too, which nobody makes anew. */
    UNMANAGED("Unmanaged"),
    /**
     * It also deletes those that could not be evicted within the pod time-out, whatever guards
     * them.
     */
    DELETE_AFTER_TIMEOUT("DeleteAfterTimeout");

    private final String text;

    Force(String text) {
        this.text = text;
    }

    /** Finds a choice by how it stands in JSON. */
    public static Optional<Force> of(String text) {
        return Stream.of(values()).filter(choice -> choice.text.equals(text)).findFirst();
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return text;
    }
}
