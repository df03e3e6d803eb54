package dev.plimsoll.demo;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.simulation.life.Karpenter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws the fleet as it stands: one sign a node, oldest first, a row or more for each zone. */
final class DemoFrame {

    private static final int ZONE_WIDTH = 22;

    private final DemoFleet fleet;
    private final int columns;
    private final int rows;

    DemoFrame(DemoFleet fleet, int columns, int rows) {
        this.fleet = fleet;
        this.columns = columns;
        this.rows = rows;
    }

    /** A piece of text in one style. */
    record Piece(String text, Style style) {}

    enum Style {
        PLAIN,
        FAINT,
        STRONG,
        LABELLED,
        TROUBLED,
        LEAVING
    }

    /** The lines from top to bottom, never more than the screen has. */
    List<List<Piece>> lines() {
        List<List<Piece>> lines = new ArrayList<>();
        DemoTally tally = fleet.tally();
        LabelPolicyStatus status = fleet.status();
        lines.add(
                List.of(
                        strong(
                                "Plimsoll keeps an agent billed per host on %d nodes"
                                        .formatted(DemoFleet.COUNT)),
                        faint("   simulated, " + clock(fleet.elapsed()))));
        lines.add(List.of());
        lines.add(
                List.of(
                        strong(DemoFleet.POLICY),
                        plain(": the %d oldest   labelled ".formatted(DemoFleet.COUNT)),
                        new Piece(" %d ".formatted(tally.labelled()), Style.LABELLED),
                        plain(
                                "  at most %d   moves %d   billed hosts/h %d"
                                        .formatted(
                                                tally.most(),
                                                status.moves(),
                                                status.billedHosts()))));
        lines.add(
                List.of(
                        plain(
                                "nodes  %d now, %d born, %d gone   writes by Plimsoll %d"
                                        .formatted(
                                                fleet.nodes().size(),
                                                tally.born(),
                                                tally.gone(),
                                                tally.writes()))));
        lines.add(List.of());
        Karpenter.ZONES.forEach(zone -> zone(zone, lines));
        lines.add(
                List.of(
                        faint("oldest first:  "),
                        new Piece("D", Style.LABELLED),
                        faint(" labelled  . ready  "),
                        new Piece("!", Style.TROUBLED),
                        faint(" NotReady  "),
                        new Piece("c", Style.TROUBLED),
                        faint(" cordoned  "),
                        new Piece("x", Style.LEAVING),
                        faint(" going  + coming")));
        lines.add(List.of());
        int room = Math.max(0, rows - lines.size() - 1);
        List<DemoFleet.Happening> all = fleet.happenings();
        all.subList(Math.max(0, all.size() - room), all.size())
                .forEach(happening -> lines.add(line(happening)));
        return lines.subList(0, Math.min(rows - 1, lines.size()));
    }

    private void zone(String zone, List<List<Piece>> lines) {
        List<Piece> signs =
                fleet.nodes().stream()
                        .filter(node -> zone.equals(node.labels().get(Karpenter.ZONE)))
                        .sorted(Comparator.comparing(Node::createdAt).thenComparing(Node::name))
                        .map(DemoFrame::sign)
                        .toList();
        int perLine = Math.max(1, (columns - ZONE_WIDTH) / 2);
        for (int from = 0; from == 0 || from < signs.size(); from += perLine) {
            List<Piece> line = new ArrayList<>();
            String name = from == 0 ? "%s (%d)".formatted(zone, signs.size()) : "";
            line.add(plain(("%-" + ZONE_WIDTH + "s").formatted(name)));
            for (Piece sign : signs.subList(from, Math.min(signs.size(), from + perLine))) {
                line.add(sign);
                line.add(plain(" "));
            }
            lines.add(line);
        }
    }

    private static Piece sign(Node node) {
        boolean labelled = LabelMarker.carries(node, DemoFleet.POLICY);
        if (node.deleting() || !node.taints().isEmpty()) {
            return new Piece(labelled ? "X" : "x", Style.LEAVING);
        }
        if (node.unschedulable()) {
            return new Piece("c", Style.TROUBLED);
        }
        if (!node.readiness().ready()) {
            boolean newborn = node.readiness().since().equals(node.createdAt());
            return labelled
                    ? new Piece("D", Style.TROUBLED)
                    : new Piece(newborn ? "+" : "!", newborn ? Style.FAINT : Style.TROUBLED);
        }
        return labelled ? new Piece("D", Style.LABELLED) : new Piece(".", Style.PLAIN);
    }

    private List<Piece> line(DemoFleet.Happening happening) {
        boolean ours = happening.text().startsWith("Plimsoll");
        String text = happening.text();
        int room = Math.max(10, columns - 12);
        String shown = text.length() > room ? text.substring(0, room - 1) + "…" : text;
        Duration at = fleet.elapsed().minus(Duration.between(happening.at(), fleet.now()));
        return List.of(faint(clock(at) + "  "), ours ? strong(shown) : plain(shown));
    }

    /** Hours, minutes and seconds since the story began. */
    static String clock(Duration time) {
        return "%02d:%02d:%02d"
                .formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    private static Piece plain(String text) {
        return new Piece(text, Style.PLAIN);
    }

    private static Piece faint(String text) {
        return new Piece(text, Style.FAINT);
    }

    private static Piece strong(String text) {
        return new Piece(text, Style.STRONG);
    }
}
