package dev.plimsoll.output;

/** The formats of a result that is one document. */
public enum DocumentFormat {
    JSON,
    YAML;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
