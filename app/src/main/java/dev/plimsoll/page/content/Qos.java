package dev.plimsoll.page.content;

import dev.plimsoll.capacity.CapacityDocument.TotalEntry;
import java.util.List;

/** The pods by class, as parts of all. */
public record Qos(List<Part> parts) {

    /**
     * One class.
     *
     * @param name as Kubernetes has it
     * @param meaning who is killed when memory runs out
     */
    public record Part(String name, int pods, double share, String meaning) {

        public String css() {
            return name.toLowerCase(java.util.Locale.ROOT);
        }

        public String width() {
            return Figures.number(share * 100);
        }
    }

    static Qos of(TotalEntry total) {
        return new Qos(
                List.of(
                        part(total, "Guaranteed", "requests equal limits; killed last"),
                        part(total, "Burstable", "killed by how far it is over its requests"),
                        part(total, "BestEffort", "asks for nothing; killed first")));
    }

    private static Part part(TotalEntry total, String name, String meaning) {
        int pods = total.qos().getOrDefault(name, 0);
        return new Part(name, pods, total.pods() == 0 ? 0 : (double) pods / total.pods(), meaning);
    }
}
