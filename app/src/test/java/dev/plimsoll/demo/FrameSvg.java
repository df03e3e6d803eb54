package dev.plimsoll.demo;

import java.util.List;
import java.util.Map;

/** Draws a frame of the demo as a picture, with the colours that a terminal gives it. */
final class FrameSvg {

    private static final double CHARACTER = 8.4;
    private static final int LINE = 19;
    private static final int MARGIN = 16;
    private static final Map<DemoFrame.Style, String> COLOURS =
            Map.of(
                    DemoFrame.Style.PLAIN, "#d0d7de",
                    DemoFrame.Style.FAINT, "#8b949e",
                    DemoFrame.Style.STRONG, "#ffffff",
                    DemoFrame.Style.LABELLED, "#0d1117",
                    DemoFrame.Style.TROUBLED, "#e3b341",
                    DemoFrame.Style.LEAVING, "#ff7b72");

    private FrameSvg() {}

    static String of(List<List<DemoFrame.Piece>> lines, int columns) {
        int width = (int) Math.ceil(columns * CHARACTER) + 2 * MARGIN;
        int height = lines.size() * LINE + 2 * MARGIN;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, monospace" font-size="14">
                <title>The demo: five of the oldest nodes carry the label D</title>
                <rect width="100%%" height="100%%" rx="8" fill="#0d1117"/>
                """
                        .formatted(width, height, width, height));
        int y = MARGIN;
        for (List<DemoFrame.Piece> line : lines) {
            int column = 0;
            for (DemoFrame.Piece piece : line) {
                append(svg, piece, MARGIN + column * CHARACTER, y);
                column += piece.text().length();
            }
            y += LINE;
        }
        return svg.append("</svg>\n").toString();
    }

    private static void append(StringBuilder svg, DemoFrame.Piece piece, double x, int y) {
        double length = piece.text().length() * CHARACTER;
        if (piece.style() == DemoFrame.Style.LABELLED) {
            svg.append(
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#3fb950\"/>%n"
                            .formatted(x, y + 1, length, LINE - 1));
        }
        if (!piece.text().isBlank()) {
            svg.append(
                    "<text x=\"%.1f\" y=\"%d\" fill=\"%s\" xml:space=\"preserve\">%s</text>%n"
                            .formatted(
                                    x,
                                    y + LINE - 5,
                                    COLOURS.get(piece.style()),
                                    piece.text().replace("&", "&amp;").replace("<", "&lt;")));
        }
    }
}
