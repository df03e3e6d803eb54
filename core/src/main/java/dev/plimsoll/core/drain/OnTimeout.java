package dev.plimsoll.core.drain;

import java.util.Optional;
import java.util.stream.Stream;

/** What becomes of the node when a drain fails. */
public enum OnTimeout {
    /** It is opened again, if the drain closed it. */
    UNCORDON("Uncordon"),
    /** It stays closed, for somebody to look at. */
    STAY_CORDONED("StayCordoned");

    private final String text;

    OnTimeout(String text) {
        this.text = text;
    }

    /** Finds a choice by how it stands in JSON. */
    public static Optional<OnTimeout> of(String text) {
        return Stream.of(values()).filter(choice -> choice.text.equals(text)).findFirst();
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return text;
    }
}
