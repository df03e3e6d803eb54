package dev.plimsoll.output;

import java.time.Duration;

/** Words a length of time as kubectl's AGE column does: coarser the longer it is. */
public final class Age {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Age() {}

    /**
     * Words an age; one that is negative, by clocks that disagree, counts as none.
     *
     * @see <a
     *     href="https://github.com/kubernetes/apimachinery/blob/v0.34.4/pkg/util/duration/duration.go">HumanDuration</a>
     */
    public static String of(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 2 * MINUTE) {
            return seconds + "s";
        }
        if (seconds < 10 * MINUTE) {
            return two(seconds, MINUTE, "m", 1, "s");
        }
        if (seconds < 3 * HOUR) {
            return seconds / MINUTE + "m";
        }
        if (seconds < 8 * HOUR) {
            return two(seconds, HOUR, "h", MINUTE, "m");
        }
        if (seconds < 2 * DAY) {
            return seconds / HOUR + "h";
        }
        if (seconds < 8 * DAY) {
            return two(seconds, DAY, "d", HOUR, "h");
        }
        if (seconds < 2 * YEAR) {
            return seconds / DAY + "d";
        }
        return seconds < 8 * YEAR ? two(seconds, YEAR, "y", DAY, "d") : seconds / YEAR + "y";
    }

    private static String two(long seconds, long unit, String name, long part, String partName) {
        long rest = seconds % unit / part;
        return seconds / unit + name + (rest == 0 ? "" : rest + partName);
    }
}
