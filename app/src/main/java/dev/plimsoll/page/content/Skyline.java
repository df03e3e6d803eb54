package dev.plimsoll.page.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws one bar a node, fullest first, in a box that is {@code width} nodes wide and 100 high. The
 * bars of a colour are one path, so that thousands have no seams; beside them every node has a
 * transparent column of its own, which is what one points at and what the keyboard reaches.
 *
 * @param width in nodes; a small fleet leaves the rest free
 * @param requests a path before the others: of narrower bars, or where there are many nodes of the
 *     means of neighbours, because single ones would be noise
 * @param meanOf how many neighbours a mean is of; 1 where every node stands for itself
 * @param open marks the nodes some of whose containers have no memory limit
 */
public record Skyline(
        Scale scale,
        int width,
        List<Drawn> limits,
        String requests,
        int meanOf,
        String open,
        List<Bar> bars) {

    private static final int NARROWEST = 10;
    private static final int MANY = 240;
    private static final double GAP = 0.16;
    private static final double INSET = 0.2;

    /** The bars of one colour. */
    public record Drawn(LoadLines.Zone zone, String path) {}

    /** What one points at. */
    public record Bar(String href, int x, String label) {}

    static Skyline of(List<NodeLine> nodes, Scale scale) {
        boolean many = nodes.size() > MANY;
        double gap = many ? 0 : GAP;
        List<Drawn> limits = new ArrayList<>();
        for (LoadLines.Zone zone : LoadLines.Zone.values()) {
            String path = limits(nodes, scale, zone, gap);
            if (!path.isEmpty()) {
                limits.add(new Drawn(zone, path));
            }
        }
        int meanOf = Math.ceilDiv(Math.max(nodes.size(), 1), MANY);
        StringBuilder open = new StringBuilder();
        for (int i = 0; i < nodes.size(); i++) {
            Load memory = nodes.get(i).memory();
            if (memory.open()) {
                bar(open, i, 1, gap, 100);
            }
        }
        return new Skyline(
                scale,
                Math.max(nodes.size(), NARROWEST),
                List.copyOf(limits),
                requests(nodes, scale, meanOf, many ? 0 : INSET),
                meanOf,
                open.toString(),
                IntStream.range(0, nodes.size())
                        .mapToObj(i -> new Bar("#" + nodes.get(i).id(), i, nodes.get(i).sentence()))
                        .toList());
    }

    private static String limits(
            List<NodeLine> nodes, Scale scale, LoadLines.Zone zone, double gap) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < nodes.size(); i++) {
            Load memory = nodes.get(i).memory();
            if (memory.zone() == zone) {
                bar(path, i, 1, gap, scale.height(Load.orNothing(memory.limits())));
            }
        }
        return path.toString();
    }

    private static String requests(List<NodeLine> nodes, Scale scale, int meanOf, double inset) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < nodes.size(); i += meanOf) {
            List<NodeLine> neighbours = nodes.subList(i, Math.min(i + meanOf, nodes.size()));
            double mean =
                    neighbours.stream()
                                    .mapToDouble(node -> Load.orNothing(node.memory().requests()))
                                    .sum()
                            / neighbours.size();
            bar(path, i, neighbours.size(), inset, scale.height(mean));
        }
        return path.toString();
    }

    private static void bar(StringBuilder path, int x, int width, double gap, double height) {
        if (height > 0) {
            path.append('M')
                    .append(Figures.number(x + gap / 2))
                    .append(" 100V")
                    .append(Figures.number(100 - height))
                    .append('h')
                    .append(Figures.number(width - gap))
                    .append("V100z");
        }
    }
}
