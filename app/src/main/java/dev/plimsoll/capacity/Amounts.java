package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.Quantity;
import java.math.BigInteger;
import java.util.List;

/** Writes quantities as people do, and exactly: {@code 1500m}, {@code 2Gi}. */
final class Amounts {

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int KIB_BITS = 10;
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi");

    private Amounts() {}

    static String cpu(Quantity quantity) {
        return quantity.nanos() == 0 ? Long.toString(quantity.units()) : fine(quantity);
    }

    static String memory(Quantity quantity) {
        if (quantity.nanos() != 0) {
            return fine(quantity);
        }
        int suffix =
                quantity.isZero()
                        ? 0
                        : Math.min(
                                Long.numberOfTrailingZeros(quantity.units()) / KIB_BITS,
                                BINARY.size() - 1);
        return (quantity.units() >> (suffix * KIB_BITS)) + BINARY.get(suffix);
    }

    private static String fine(Quantity quantity) {
        BigInteger nanos =
                BigInteger.valueOf(quantity.units())
                        .multiply(BigInteger.valueOf(1_000_000_000))
                        .add(BigInteger.valueOf(quantity.nanos()));
        return quantity.nanos() % NANOS_PER_MILLI == 0
                ? nanos.divide(BigInteger.valueOf(NANOS_PER_MILLI)) + "m"
                : nanos + "n";
    }
}
