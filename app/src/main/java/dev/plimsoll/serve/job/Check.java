package dev.plimsoll.serve.job;

/**
 * Tells how one part of the process is.
 *
 * @param sentence what is so, in words for whoever looks at the probe
 */
public record Check(String name, boolean well, String sentence) {

    @Override
    public String toString() {
        return "[%s] %s: %s".formatted(well ? "+" : "-", name, sentence);
    }
}
