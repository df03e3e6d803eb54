package dev.plimsoll.core.labels;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads durations as Kubernetes' users write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code
 * 1.5h}.
 *
 * <p>It is the part of Go's {@code time.ParseDuration} that needs no second look: the units h, m, s
 * and ms, each at most once and in this order, no sign. The custom resource definition has the same
 * pattern; the bounds on the digits keep every accepted value below eighty years, which no clock
 * arithmetic overflows.
 */
public final class GoDuration {

    /** Says what a duration must be, in the words of an error message. */
    public static final String RULE = "a duration of zero or more, such as 90s, 5m or 1h30m";

    private static final String FRACTION = "(?:\\.\\d{1,9})?)";
    private static final Pattern PATTERN =
            Pattern.compile(
                    "(?=\\d)"
                            + ("(?:(\\d{1,5}" + FRACTION + "h)?")
                            + ("(?:(\\d{1,7}" + FRACTION + "m)?")
                            + ("(?:(\\d{1,9}" + FRACTION + "s)?")
                            + ("(?:(\\d{1,9}" + FRACTION + "ms)?"));

    /** Hours, minutes, seconds and milliseconds in nanoseconds. */
    private static final List<BigDecimal> UNITS =
            Stream.of("3600e9", "60e9", "1e9", "1e6").map(BigDecimal::new).toList();

    private GoDuration() {}

    /** Reads a duration, or gives nothing where it is not one. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (int unit = 0; unit < UNITS.size(); unit++) {
            String amount = matcher.group(unit + 1);
            if (amount != null) {
                sum = sum.plusNanos(new BigDecimal(amount).multiply(UNITS.get(unit)).longValue());
            }
        }
        return Optional.of(sum);
    }

    /**
     * Writes a duration as {@link #parse} reads it, exact to the millisecond.
     *
     * @param duration zero or longer
     */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toHours(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
