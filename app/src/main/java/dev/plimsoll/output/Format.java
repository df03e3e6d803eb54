package dev.plimsoll.output;

import java.util.Locale;

/** The formats of a result that is a list of things. */
public enum Format {
    TABLE,
    WIDE,
    JSON,
    YAML,
    CSV,
    NAME,
    HTML;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
