package dev.plimsoll.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Puts frames on a terminal: each over the last, without flicker, and leaves it as it was. */
final class DemoTerminal implements AutoCloseable {

    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String RESET = "\u001b[0m";
    private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l";
    private static final String FIRST_SCREEN = "\u001b[?25h\u001b[?1049l";
    private static final Map<DemoFrame.Style, String> COLOURS =
            Map.of(
                    DemoFrame.Style.FAINT, "\u001b[2m",
                    DemoFrame.Style.STRONG, "\u001b[1m",
                    DemoFrame.Style.LABELLED, "\u001b[1;30;42m",
                    DemoFrame.Style.TROUBLED, "\u001b[33m",
                    DemoFrame.Style.LEAVING, "\u001b[31m");

    private final PrintStream out;
    private final boolean colour;

    DemoTerminal(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
        out.print(OTHER_SCREEN);
    }

    void show(List<List<DemoFrame.Piece>> lines) {
        StringBuilder frame = new StringBuilder(HOME);
        for (List<DemoFrame.Piece> line : lines) {
            line.forEach(piece -> append(frame, piece));
            frame.append(CLEAR_LINE).append('\n');
        }
        out.print(frame.append(CLEAR_BELOW));
        out.flush();
    }

    private void append(StringBuilder frame, DemoFrame.Piece piece) {
        String start = colour ? COLOURS.getOrDefault(piece.style(), "") : "";
        frame.append(start).append(piece.text()).append(start.isEmpty() ? "" : RESET);
    }

    @Override
    public void close() {
        out.print(FIRST_SCREEN);
        out.flush();
    }
}
