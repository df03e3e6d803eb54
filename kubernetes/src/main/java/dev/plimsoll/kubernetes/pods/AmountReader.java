package dev.plimsoll.kubernetes.pods;

import static dev.plimsoll.kubernetes.json.JsonFields.each;
import static dev.plimsoll.kubernetes.json.JsonFields.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.core.capacity.DeclaredAmounts;
import dev.plimsoll.core.capacity.DeclaredResources;
import dev.plimsoll.core.capacity.Quantity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads lists of amounts; resources other than CPU and memory are passed over. */
final class AmountReader {

    private AmountReader() {}

    /**
     * Reads a {@code resources} block; null for a JSON null.
     *
     * @param place names the block in a sentence
     */
    static @Nullable DeclaredResources block(JsonParser parser, String place) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        DeclaredAmounts[] lists = {DeclaredAmounts.NONE, DeclaredAmounts.NONE};
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "requests" -> lists[0] = amounts(value, place + ".requests");
                        case "limits" -> lists[1] = amounts(value, place + ".limits");
                        default -> value.skipChildren();
                    }
                });
        return new DeclaredResources(lists[0], lists[1]);
    }

    /** Reads a map of resource names to quantities. */
    static DeclaredAmounts amounts(JsonParser parser, String place) throws IOException {
        @Nullable Quantity[] found = {null, null};
        each(
                parser,
                (field, value) -> {
                    switch (field) {
                        case "cpu" -> found[0] = quantity(value, place + ".cpu");
                        case "memory" -> found[1] = quantity(value, place + ".memory");
                        default -> value.skipChildren();
                    }
                });
        return new DeclaredAmounts(found[0], found[1]);
    }

    private static Quantity quantity(JsonParser value, String place) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return Quantity.ZERO;
        }
        try {
            return Quantity.parse(text(value));
        } catch (IllegalArgumentException e) {
            throw new InvalidQuantityException(place, e);
        }
    }
}
