package dev.plimsoll.simulation.labels;

/** Tells that something happened which must never happen. */
final class BrokenInvariant extends AssertionError {

    private static final long serialVersionUID = 1;

    BrokenInvariant(String sentence) {
        super(sentence);
    }
}
