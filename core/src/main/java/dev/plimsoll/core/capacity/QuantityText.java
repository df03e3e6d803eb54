package dev.plimsoll.core.capacity;

import java.util.OptionalLong;

/**
 * The parts of a quantity's text: sign, digits, fraction and what its suffix multiplies by.
 *
 * @param factor a power of two for a binary suffix, else 1
 * @param exponent10 a power of ten for a decimal suffix or exponent, else 0
 */
record QuantityText(boolean negative, String whole, String fraction, long factor, int exponent10) {

    private static final int SAFE_DIGITS = 18;

    /**
     * Splits a text where the API server would.
     *
     * @throws IllegalArgumentException with a sentence that names the text
     */
    static QuantityText split(String text) {
        if (text.isEmpty()) {
            throw refused(text);
        }
        boolean negative = text.charAt(0) == '-';
        int wholeFrom = negative || text.charAt(0) == '+' ? 1 : 0;
        int wholeTo = pastDigits(text, wholeFrom);
        boolean point = wholeTo < text.length() && text.charAt(wholeTo) == '.';
        int fractionFrom = point ? wholeTo + 1 : wholeTo;
        int fractionTo = point ? pastDigits(text, fractionFrom) : wholeTo;
        String suffix = text.substring(fractionTo);
        int exponent2 = binary(suffix);
        return new QuantityText(
                negative,
                text.substring(wholeFrom, wholeTo),
                text.substring(fractionFrom, fractionTo),
                1L << Math.max(exponent2, 0),
                exponent2 >= 0 ? 0 : decimal(suffix, text));
    }

    /** The amount where it is a plain count of units that surely fits: by far the most common. */
    OptionalLong plainUnits() {
        if (negative || exponent10 != 0 || !fraction.isEmpty()) {
            return OptionalLong.empty();
        }
        if (whole.isEmpty() || whole.length() > SAFE_DIGITS) {
            return OptionalLong.empty();
        }
        long digits = Long.parseLong(whole);
        return digits > Long.MAX_VALUE / factor
                ? OptionalLong.empty()
                : OptionalLong.of(digits * factor);
    }

    private static int pastDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static int binary(String suffix) {
        return switch (suffix) {
            case "Ki" -> 10;
            case "Mi" -> 20;
            case "Gi" -> 30;
            case "Ti" -> 40;
            case "Pi" -> 50;
            case "Ei" -> 60;
            default -> -1;
        };
    }

    private static int decimal(String suffix, String text) {
        return switch (suffix) {
            case "n" -> -9;
            case "u" -> -6;
            case "m" -> -3;
            case "" -> 0;
            case "k" -> 3;
            case "M" -> 6;
            case "G" -> 9;
            case "T" -> 12;
            case "P" -> 15;
            case "E" -> 18;
            default -> exponent(suffix, text);
        };
    }

    private static int exponent(String suffix, String text) {
        char mark = suffix.charAt(0);
        String number = suffix.substring(1);
        int digitsFrom = number.startsWith("+") || number.startsWith("-") ? 1 : 0;
        boolean wellFormed =
                (mark == 'e' || mark == 'E')
                        && digitsFrom < number.length()
                        && pastDigits(number, digitsFrom) == number.length();
        if (!wellFormed) {
            throw refused(text);
        }
        try {
            // The API server keeps the low 32 bits of a 64-bit exponent, and so does this.
            return (int) Long.parseLong(number);
        } catch (NumberFormatException tooLong) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "\""
                        + text
                        + "\" is no quantity; a number with an optional suffix was expected, such"
                        + " as 100m, 1.5Gi or 1e9");
    }
}
