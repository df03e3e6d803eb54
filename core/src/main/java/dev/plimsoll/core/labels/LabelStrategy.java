package dev.plimsoll.core.labels;

/** Says which nodes come first. */
public enum LabelStrategy {
    OLDEST,
    NEWEST,
    RANDOM
}
