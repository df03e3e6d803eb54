package dev.plimsoll.core.nodedrain;

import java.util.Optional;
import java.util.stream.Stream;

/** How far a drain is. */
public enum Phase {
    /** It waits for its turn, or has touched nothing yet. */
    PENDING("Pending"),
    /** The node is closed to new pods, and none has been evicted. */
    CORDONED("Cordoned"),
    /** Pods are leaving. */
    EVICTING("Evicting"),
    /** The node is empty; its volumes are waited for, and it is ended. */
    ENDING("Ending"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String text;

    Phase(String text) {
        this.text = text;
    }

    /** Tells whether nothing more is done. */
    public boolean ended() {
        return compareTo(SUCCEEDED) >= 0;
    }

    /** Finds a phase by how it stands in JSON. */
    public static Optional<Phase> of(String text) {
        return Stream.of(values()).filter(phase -> phase.text.equals(text)).findFirst();
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return text;
    }
}
