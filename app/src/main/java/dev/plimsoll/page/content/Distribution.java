package dev.plimsoll.page.content;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts the nodes in each class of memory-limit shares. A class holds its upper end, so that a
 * node at exactly 100 % is not counted as over it.
 *
 * @param most in one class, at least 1
 */
public record Distribution(List<Bin> bins, int most) {

    /**
     * One class.
     *
     * @param from its lower end in percent, not part of it unless it is 0
     * @param last whether everything above belongs to it, too
     */
    public record Bin(int from, int to, int nodes, LoadLines.Zone zone, boolean last) {

        public String label() {
            return last ? "over " + from + "%" : from + " to " + to + "%";
        }

        public String sentence() {
            return label() + ": " + Figures.counted(nodes, "node", "nodes");
        }
    }

    static Distribution of(List<NodeLine> nodes, Scale scale, LoadLines lines) {
        int[] counts = new int[scale.top() / scale.bin()];
        for (NodeLine node : nodes) {
            double percent = Load.orNothing(node.memory().limits()) * 100;
            int bin = (int) Math.ceil(percent / scale.bin() - 1e-9) - 1;
            counts[Math.clamp(bin, 0, counts.length - 1)]++;
        }
        List<Bin> bins = new ArrayList<>();
        int most = 1;
        for (int i = 0; i < counts.length; i++) {
            int to = (i + 1) * scale.bin();
            boolean last = i == counts.length - 1;
            bins.add(new Bin(i * scale.bin(), to, counts[i], lines.zone(to / 100.0), last));
            most = Math.max(most, counts[i]);
        }
        return new Distribution(List.copyOf(bins), most);
    }

    /** The classes from the first to the last that has a node, for a table. */
    public List<Bin> filled() {
        int first = 0;
        int end = bins.size();
        while (first < end && bins.get(first).nodes() == 0) {
            first++;
        }
        while (end > first && bins.get(end - 1).nodes() == 0) {
            end--;
        }
        return bins.subList(first, end);
    }
}
