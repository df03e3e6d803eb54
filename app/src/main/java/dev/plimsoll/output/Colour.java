package dev.plimsoll.output;

/** The few colours that have a meaning here; each is one ANSI code that every terminal knows. */
public enum Colour {
    NONE(""),
    GOOD("\u001b[32m"),
    BAD("\u001b[31m"),
    QUIET("\u001b[2m");

    private static final String RESET = "\u001b[0m";

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    /** Wraps a text that has its final width already. */
    String paint(String text) {
        return this == NONE ? text : code + text + RESET;
    }
}
