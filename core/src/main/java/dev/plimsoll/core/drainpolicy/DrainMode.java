package dev.plimsoll.core.drainpolicy;

import java.util.Optional;
import java.util.stream.Stream;

/** What a policy does about a node that is over a line. */
public enum DrainMode {
    /** It says so, and does nothing. */
    RECOMMEND("Recommend"),
    /** It orders a drain. */
    ENFORCE("Enforce");

    private final String text;

    DrainMode(String text) {
        this.text = text;
    }

    /** Finds a mode by how it stands in a spec. */
    public static Optional<DrainMode> of(String text) {
        return Stream.of(values()).filter(mode -> mode.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
