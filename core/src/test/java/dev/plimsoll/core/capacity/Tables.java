package dev.plimsoll.core.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the tables that ship with the module. */
public final class Tables {

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

    /** What there is to be had in a region for ordinary pods. */
    public static List<Offer> offers(String region, String architecture) throws CatalogException {
        return new Catalog(region, types(), prices(), Map.of())
                .offers(List.of(), Set.of(architecture));
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
