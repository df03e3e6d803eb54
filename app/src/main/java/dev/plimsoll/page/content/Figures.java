package dev.plimsoll.page.content;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words amounts as people read them; the exact ones stand beside them in the page's data. */
public final class Figures {

    private static final double KIB = 1024;
    private static final double MILLIS = 1000;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int GIB = 3;
    private static final String NOTHING = "\u2013";

    private Figures() {}

    /** A share of allocatable; a dash where nothing is offered that it could be a share of. */
    public static String percent(@Nullable Double share) {
        return share == null ? NOTHING : String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    /** A share without decimals where it has none, as a line is labelled. */
    static String line(double share) {
        return number(share * 100) + "%";
    }

    public static String memory(long bytes) {
        double amount = bytes;
        int unit = 0;
        // Terabytes only where there are many: a tenth of one is too coarse for a fleet.
        while (amount >= (unit < GIB ? KIB : 10 * KIB) && unit < UNITS.length - 1) {
            amount /= KIB;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%,.0f %s" : "%,.1f %s", amount, UNITS[unit]);
    }

    /** An amount of another, in the unit of the other: {@code 8.3 of 13.8 GiB}. */
    static String memory(long bytes, long room) {
        String whole = memory(room);
        double unit = 1;
        for (String name : UNITS) {
            if (whole.endsWith(" " + name)) {
                return String.format(Locale.ROOT, "%,.1f of %s", bytes / unit, whole);
            }
            unit *= KIB;
        }
        return whole;
    }

    public static String cores(long millis) {
        return String.format(Locale.ROOT, "%,.1f", millis / MILLIS);
    }

    public static String count(long amount) {
        return String.format(Locale.ROOT, "%,d", amount);
    }

    /** A count with the word for what is counted, in the singular where it is one. */
    static String counted(long amount, String one, String several) {
        return count(amount) + " " + (amount == 1 ? one : several);
    }

    /** A number for SVG and CSS: two decimals at most, no exponent. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
