package dev.plimsoll.page.content;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The lines that loads are held against: what a node offers, and the share its owner wants.
 *
 * @param wanted a fraction of allocatable; empty where nobody said
 */
public record LoadLines(OptionalDouble wanted) {

    /** Of loads that only what nodes offer bounds. */
    static final LoadLines FULL = new LoadLines(OptionalDouble.empty());

    /** Where a load lies; the name is its class in the page's style. */
    public enum Zone {
        OK,
        HIGH,
        OVER;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A line, from 0 to 1 or above, and how the page calls it. */
    public record Line(double share, String label, boolean wanted) {}

    Zone zone(@Nullable Double share) {
        if (share == null) {
            return Zone.OK;
        }
        if (share > 1) {
            return Zone.OVER;
        }
        return wanted.isPresent() && share > wanted.getAsDouble() ? Zone.HIGH : Zone.OK;
    }

    /** The lines to draw, the full node first. */
    public List<Line> all() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(1, "100%", false));
        wanted.ifPresent(share -> lines.add(new Line(share, Figures.line(share), true)));
        return List.copyOf(lines);
    }
}
