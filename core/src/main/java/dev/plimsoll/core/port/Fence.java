package dev.plimsoll.core.port;

/**
 * Tells whether this process may write. Whoever writes asks right before the bytes go out, not when
 * the write is decided or built, and sends nothing where the fence is closed: it answers with
 * {@link WriteOutcome.Withheld}. A write that went out in time must be over, one way or the other,
 * within the write deadline.
 *
 * <p>Asking costs next to nothing, never blocks, and may be done from any thread.
 */
@FunctionalInterface
public interface Fence {

    /** Never closes: for a process that shares its work with no other. */
    Fence NONE = () -> true;

    boolean open();
}
