package dev.plimsoll.kubernetes.nodes;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.capacity.Quantity;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;

/** Reads what a node offers, rounded down: a node never has more room than it says. */
final class RoomReader {

    private RoomReader() {}

    /**
     * Reads a map of resource names to quantities.
     *
     * @param place names the map in a sentence
     * @throws IOException with a sentence, where a quantity is none
     */
    static Allocatable read(JsonParser parser, String place) throws IOException {
        long[] amounts = {0, 0, 0};
        JsonFields.each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "cpu" -> amounts[0] = quantity(value, place + ".cpu").floorMillis();
                        case "memory" -> amounts[1] = quantity(value, place + ".memory").units();
                        case "pods" -> amounts[2] = quantity(value, place + ".pods").units();
                        default -> value.skipChildren();
                    }
                });
        return new Allocatable(
                amounts[0], amounts[1], (int) Math.min(amounts[2], Integer.MAX_VALUE));
    }

    private static Quantity quantity(JsonParser value, String place) throws IOException {
        try {
            return Quantity.parse(JsonFields.text(value));
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }
}
