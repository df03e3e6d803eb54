package dev.plimsoll.core.capacity;

/** Tells which amounts decide how full a node is. */
public enum Basis {
    /** What containers may use at most: a node over its memory limits can run out of memory. */
    LIMITS,
    /** What containers ask for, as the scheduler and the autoscalers count. */
    REQUESTS;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
