package dev.plimsoll.output;

import java.util.Locale;

/** The formats of a result that is one document. */
public enum DocumentFormat {
    JSON,
    YAML;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
