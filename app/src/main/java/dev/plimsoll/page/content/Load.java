package dev.plimsoll.page.content;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Requests beside limits, as one bar.
 *
 * @param open whether some containers have no limit, so that the bar has no known end
 * @param top the share at the bar's right end
 * @param amount the limits in words
 */
public record Load(
        @Nullable Double requests,
        @Nullable Double limits,
        LoadLines.Zone zone,
        boolean open,
        double top,
        String amount) {

    static double orNothing(@Nullable Double share) {
        return share == null ? 0 : share;
    }

    /** The limits to the ten-thousandth, for sorting; what is unknown comes last. */
    public String exact() {
        return limits == null ? "-1" : String.format(Locale.ROOT, "%.4f", limits);
    }

    /** Two custom properties: how far limits and requests reach, in percent of the bar. */
    public String style() {
        return "--l:" + reach(limits) + ";--r:" + reach(requests);
    }

    /** The classes that colour the bar. */
    public String classes() {
        return "bar " + zone + (open ? " open" : "");
    }

    private String reach(@Nullable Double share) {
        return Figures.number(Math.min(orNothing(share) / top, 1) * 100);
    }
}
