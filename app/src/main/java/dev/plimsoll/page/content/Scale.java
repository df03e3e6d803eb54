package dev.plimsoll.page.content;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The axis of shares, from nothing to its top.
 *
 * @param top in percent: 125 at least, so that the line at 100 is seen, and 300 at most; what is
 *     more reaches the top
 * @param step of its labels, in percent
 * @param bin how wide a class of the distribution is, in percent
 */
public record Scale(int top, int step, int bin) {

    private static final int LEAST = 125;
    private static final int MOST = 300;
    private static final int FINE = 150;

    static Scale upTo(double share) {
        double percent = share * 100;
        int top = LEAST;
        while (top < percent && top < MOST) {
            top += top < FINE ? 25 : 50;
        }
        return new Scale(top, top <= FINE ? 25 : 50, top <= FINE ? 5 : 10);
    }

    /** How high a share stands, 0 to 100. */
    public double height(double share) {
        return Math.min(share * 100 / top, 1) * 100;
    }

    /** The top as a fraction of allocatable. */
    double end() {
        return top / 100.0;
    }

    public List<Integer> ticks() {
        return IntStream.rangeClosed(0, top / step).map(i -> i * step).boxed().toList();
    }

    /** A height as CSS and SVG take it. */
    public String at(double share) {
        return Figures.number(height(share));
    }
}
