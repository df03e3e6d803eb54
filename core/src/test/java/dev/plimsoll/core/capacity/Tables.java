package dev.plimsoll.core.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reads the tables that ship with the module. */
final class Tables {

    private Tables() {}

    static List<InstanceType> types() {
        try {
            return InstanceType.parse("types", lines("ec2-instance-types.csv"));
        } catch (InvalidTableException e) {
            throw new AssertionError(e);
        }
    }

    static PriceTable prices() {
        try {
            return PriceTable.parse("prices", lines("ec2-on-demand-prices.csv"));
        } catch (InvalidTableException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> lines(String name) {
        try (InputStream table =
                Objects.requireNonNull(PriceTable.class.getResourceAsStream(name))) {
            return new String(table.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
