package dev.plimsoll.core.capacity.reshape;

import dev.plimsoll.core.capacity.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Says why no node of any offered type has a place for a pod. */
final class Refusal {

    private static final double MIB = 1 << 20;

    private Refusal() {}

    /** Answers one clause, empty where some type holds the pod. */
    static String reason(List<Measure> measures, double[] load, double[][] rooms) {
        for (double[] room : rooms) {
            if (Problem.fits(load, room)) {
                return "";
            }
        }
        for (int d = 0; d < load.length; d++) {
            int dimension = d;
            double most = Arrays.stream(rooms).mapToDouble(room -> room[dimension]).max().orElse(0);
            if (load[d] > most) {
                String name = measures.get(d).name();
                return d == 0
                        ? "none of the offered types has room for a pod beside the DaemonSets"
                        : "its %s of %s is more than the %s that the largest offered type has beside the DaemonSets"
                                .formatted(name, amount(name, load[d]), amount(name, most));
            }
        }
        return "none of the offered types has enough CPU and memory for it at once";
    }

    private static String amount(String name, double value) {
        double shown = Math.max(0, value);
        return name.startsWith("CPU")
                ? String.format(Locale.ROOT, "%.0fm", shown)
                : String.format(Locale.ROOT, "%.0fMi", shown / MIB);
    }
}
