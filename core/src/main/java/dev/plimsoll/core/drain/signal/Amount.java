package dev.plimsoll.core.drain.signal;

import java.util.Optional;

/**
 * Says how much of something there is, and how much of that is free: bytes, or inodes.
 *
 * @param total more than 0
 * @param free 0 to {@code total}, as an unprivileged process sees it
 */
public record Amount(long total, long free) {

    /** The largest number up to which a double holds every integer. */
    private static final double EXACT = 0x1p53;

    public Amount {
        if (total <= 0 || free < 0 || free > total) {
            throw new IllegalArgumentException(
                    "free is 0 to total and total more than 0, not %d of %d"
                            .formatted(free, total));
        }
    }

    /**
     * Takes what a source says; empty where it says nothing that can be: NaN, negative, more free
     * than there is, or a total of 0 (which for inodes means that the filesystem has no fixed
     * number of them).
     */
    public static Optional<Amount> of(double total, double free) {
        boolean possible = total >= 1 && total <= EXACT && free >= 0 && free <= total;
        return possible ? Optional.of(new Amount((long) total, (long) free)) : Optional.empty();
    }

    public long used() {
        return total - free;
    }

    /** 0 to 100. */
    public double usedPercent() {
        return 100.0 * used() / total;
    }
}
