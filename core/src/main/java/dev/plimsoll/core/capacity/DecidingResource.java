package dev.plimsoll.core.capacity;

/** Tells which resource decides: CPU is throttled, memory is OOM-killed. */
public enum DecidingResource {
    /** CPU limits may be overcommitted, without a bound unless one is given. */
    MEMORY,
    /** CPU limits count as memory limits do, unless a factor is given. */
    CPU;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
