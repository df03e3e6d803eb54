package dev.plimsoll.core.capacity.reshape;

/**
 * Chooses the bin for an item, or the item for a bin, by a score; the highest wins. The rules are
 * those of Panigrahy, Talwar, Uyeda and Wieder, "Heuristics for Vector Bin Packing" (2011).
 */
public enum FitRule {
    /** The bin whose free room has the shape of the item: keeps every dimension equally full. */
    DOT_PRODUCT {
        @Override
        public double score(double[] load, double[] left, double[] weights) {
            double dot = 0;
            double norm = 0;
            for (int d = 0; d < load.length; d++) {
                double room = left[d] * weights[d];
                dot += load[d] * weights[d] * room;
                norm += room * room;
            }
            return dot / Math.sqrt(norm);
        }
    },
    /** The bin that is left with the least free room. */
    TIGHTEST {
        @Override
        public double score(double[] load, double[] left, double[] weights) {
            double rest = 0;
            for (int d = 0; d < load.length; d++) {
                double room = (left[d] - load[d]) * weights[d];
                rest += room * room;
            }
            return -rest;
        }
    },
    /** The bin with the most free room where it is scarcest: spreads large items out. */
    LEVEL {
        @Override
        public double score(double[] load, double[] left, double[] weights) {
            double scarcest = Double.POSITIVE_INFINITY;
            for (int d = 0; d < load.length; d++) {
                if (weights[d] > 0) {
                    scarcest = Math.min(scarcest, (left[d] - load[d]) * weights[d]);
                }
            }
            return scarcest;
        }
    };

    /** Scores one choice; the weights make the dimensions comparable, 0 leaves one out. */
    public abstract double score(double[] load, double[] left, double[] weights);
}
