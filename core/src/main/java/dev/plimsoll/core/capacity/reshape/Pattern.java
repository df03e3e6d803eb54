package dev.plimsoll.core.capacity.reshape;

import java.util.Arrays;

/**
 * Says what one bin may hold.
 *
 * @param type of the bin
 * @param counts items of each kind
 */
record Pattern(int type, int[] counts) {

    boolean isEmpty() {
        return Arrays.stream(counts).allMatch(count -> count == 0);
    }

    /** How often it can be taken from what is left. */
    int times(int[] left) {
        int times = Integer.MAX_VALUE;
        for (int kind = 0; kind < left.length; kind++) {
            times = counts[kind] > 0 ? Math.min(times, left[kind] / counts[kind]) : times;
        }
        return times;
    }
}
