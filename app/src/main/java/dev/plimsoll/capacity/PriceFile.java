package dev.plimsoll.capacity;

import dev.plimsoll.aws.prices.PricedType;
import dev.plimsoll.core.capacity.InstanceType;
import dev.plimsoll.core.fleet.Allocatable;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Writes the CSV that {@code --prices} reads. */
public final class PriceFile {

    private static final String HEADER =
            "region,instance_type,usd_per_hour,as_of,architecture,allocatable_cpu_millis,"
                    + "allocatable_memory_bytes,max_pods";

    private PriceFile() {}

    /**
     * Writes a line for each type. One of which nothing is known but its price is left out, and so
     * is one that is too small for any pod: no plan could use it, and what the program itself knows
     * of it would be lost.
     */
    public static void write(List<PricedType> types, PrintStream out) {
        out.println(HEADER);
        for (PricedType priced : types) {
            Optional<InstanceType> type =
                    priced.type().filter(known -> known.allocatable().memoryBytes() > 0);
            if (type.isPresent()) {
                Allocatable room = type.get().allocatable();
                out.printf(
                        "%s,%s,%s,%s,%s,%d,%d,%d%n",
                        priced.region(),
                        priced.name(),
                        priced.usdPerHour().toPlainString(),
                        priced.asOf(),
                        new TreeSet<>(type.get().architectures()).getFirst(),
                        room.cpuMillis(),
                        room.memoryBytes(),
                        room.pods());
            }
        }
    }
}
