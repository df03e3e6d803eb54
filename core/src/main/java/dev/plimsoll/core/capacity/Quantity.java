package dev.plimsoll.core.capacity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An amount as the Kubernetes API knows it: exact to a billionth, never negative here. Parsing
 * follows {@code ParseQuantity} of {@code k8s.io/apimachinery} v0.34, which is more lenient than
 * its documentation ({@code ".5"}, {@code "1.Gi"} and {@code "Ki"} are quantities) and rounds what
 * is finer than a billionth up. What does not fit 64 bits stops at the largest.
 *
 * @param units whole cores or bytes
 * @param nanos billionths beside them, 0 to 999,999,999
 */
public record Quantity(long units, int nanos) implements Comparable<Quantity> {

    public static final Quantity ZERO = new Quantity(0, 0);

    private static final Quantity LARGEST = new Quantity(Long.MAX_VALUE, 0);
    private static final int NANOS_PER_UNIT = 1_000_000_000;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANO_DIGITS = 9;
    private static final int LONG_DIGITS = 19;

    /** A number of fewer digits, in gibibytes, fits 64 bits. */
    private static final int USUAL_DIGITS = 10;

    /**
     * Parses a quantity as the API server does.
     *
     * @throws IllegalArgumentException with a sentence that names the text, for a text that the API
     *     server refuses, or that is negative, which it refuses for pods and nodes
     */
    public static Quantity parse(String text) {
        Quantity usual = usual(text);
        return usual == null ? any(text) : usual;
    }

    /** Reads whole numbers, thousandths and binary suffixes: nearly all there is, at no cost. */
    private static @Nullable Quantity usual(String text) {
        int length = text.length();
        int at = 0;
        long number = 0;
        while (at < length && at < USUAL_DIGITS && isDigit(text.charAt(at))) {
            number = number * 10 + (text.charAt(at) - '0');
            at++;
        }
        if (at == 0 || at == USUAL_DIGITS) {
            return null;
        }
        return switch (length - at) {
            case 0 -> new Quantity(number, 0);
            case 1 ->
                    text.charAt(at) == 'm'
                            ? new Quantity(number / 1000, (int) (number % 1000) * NANOS_PER_MILLI)
                            : null;
            case 2 -> text.charAt(at + 1) == 'i' ? binary(number, text.charAt(at)) : null;
            default -> null;
        };
    }

    private static @Nullable Quantity binary(long number, char suffix) {
        return switch (suffix) {
            case 'K' -> new Quantity(number << 10, 0);
            case 'M' -> new Quantity(number << 20, 0);
            case 'G' -> new Quantity(number << 30, 0);
            default -> null;
        };
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static Quantity any(String text) {
        QuantityText parts = QuantityText.split(text.strip());
        OptionalLong whole = parts.plainUnits();
        if (whole.isPresent()) {
            return new Quantity(whole.getAsLong(), 0);
        }
        Quantity size = ofDigits(parts);
        if (parts.negative() && !size.isZero()) {
            throw new IllegalArgumentException(
                    "the quantity \"" + text + "\" is negative; 0 or more was expected");
        }
        return size;
    }

    private static Quantity ofDigits(QuantityText parts) {
        String digits = (parts.whole() + parts.fraction()).replaceFirst("^0+", "");
        if (digits.isEmpty()) {
            return ZERO;
        }
        // How many digits stand before the point, once the suffix is worked in: whatever is far
        // beyond either end needs no arithmetic.
        long magnitude = digits.length() - (long) parts.fraction().length() + parts.exponent10();
        if (magnitude > LONG_DIGITS) {
            return LARGEST;
        }
        if (magnitude < -NANO_DIGITS - LONG_DIGITS && parts.factor() == 1) {
            return new Quantity(0, 1);
        }
        return of(
                new BigDecimal(digits)
                        .movePointLeft(parts.fraction().length())
                        .scaleByPowerOfTen(parts.exponent10())
                        .multiply(BigDecimal.valueOf(parts.factor()))
                        .setScale(NANO_DIGITS, RoundingMode.UP));
    }

    private static Quantity of(BigDecimal exact) {
        BigDecimal[] parts = exact.divideAndRemainder(BigDecimal.ONE);
        if (parts[0].compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0) {
            return LARGEST;
        }
        return new Quantity(
                parts[0].longValueExact(), parts[1].movePointRight(NANO_DIGITS).intValueExact());
    }

    public boolean isZero() {
        return units == 0 && nanos == 0;
    }

    public Quantity plus(Quantity other) {
        int carried = nanos + other.nanos;
        int carry = carried >= NANOS_PER_UNIT ? 1 : 0;
        if (units > Long.MAX_VALUE - other.units - carry) {
            return LARGEST;
        }
        return new Quantity(units + other.units + carry, carried - carry * NANOS_PER_UNIT);
    }

    public Quantity max(Quantity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whole units, rounded up: bytes of memory. */
    public long ceilUnits() {
        return nanos == 0 || units == Long.MAX_VALUE ? units : units + 1;
    }

    /** Thousandths, rounded up: millicores of CPU. */
    public long ceilMillis() {
        int millis = (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        return units > (Long.MAX_VALUE - millis) / 1000 ? Long.MAX_VALUE : units * 1000 + millis;
    }

    /** Thousandths, rounded down: millicores that a node offers. */
    public long floorMillis() {
        int millis = nanos / NANOS_PER_MILLI;
        return units > (Long.MAX_VALUE - millis) / 1000 ? Long.MAX_VALUE : units * 1000 + millis;
    }

    @Override
    public int compareTo(Quantity other) {
        int byUnits = Long.compare(units, other.units);
        return byUnits != 0 ? byUnits : Integer.compare(nanos, other.nanos);
    }
}
