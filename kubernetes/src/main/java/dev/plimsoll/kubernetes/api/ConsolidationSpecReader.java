package dev.plimsoll.kubernetes.api;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.core.capacity.consolidate.Promise;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec.Mode;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.labels.GoDuration;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code spec} of a ConsolidationPolicy and holds it to the rules of the custom resource
 * definition, in the same words.
 */
final class ConsolidationSpecReader {

    private static final String DECIMAL = "(?:0|[1-9][0-9]{0,3})(?:[.][0-9]{1,6})?";
    private static final Pattern NUMBER = Pattern.compile(DECIMAL);
    private static final Pattern PERCENT = Pattern.compile("(" + DECIMAL + ")%");
    private static final Duration LEAST_EVERY = Duration.ofSeconds(10);
    private static final int MOST_NODES = 100_000;
    private static final int MOST_CONCURRENT = 100;

    private ConsolidationSpecReader() {}

    static ConsolidationSpec read(Field spec) throws InvalidFieldException {
        if (!spec.present()) {
            throw new InvalidFieldException("spec is required; it may be empty");
        }
        Field keep = spec.object().child("keep");
        Field limits = spec.child("limits");
        ConsolidateOptions options =
                new ConsolidateOptions(
                        spec.child("resource")
                                .optional(field ->
                                        field.parsed(
                                                ConsolidationSpecReader::resource, "memory or cpu"))
                                .orElse(DecidingResource.MEMORY),
                        spec.child("basis")
                                .optional(field ->
                                        field.parsed(
                                                ConsolidationSpecReader::basis,
                                                "limits or requests"))
                                .orElse(Basis.LIMITS),
                        spec.child("nodeSelector")
                                .optional(SelectorReader::read)
                                .orElse(LabelSelector.EVERYTHING),
                        spec.child("maxShare")
                                .optional(field ->
                                        field.parsed(
                                                ConsolidationSpecReader::share,
                                                "a percentage above 0%, such as \"46%\"")),
                        spec.child("cpuOvercommit")
                                .optional(field ->
                                        field.parsed(
                                                ConsolidationSpecReader::factor,
                                                "a number of at least 1 in quotes, such as"
                                                        + " \"2.0\"")),
                        whole(keep, "nodes", 0, MOST_NODES, 1),
                        whole(keep, "zones", 0, MOST_NODES, 1),
                        Promise.ANY_ORDER);
        return new ConsolidationSpec(
                spec.child("mode")
                        .optional(field ->
                                field.parsed(ConsolidationSpecReader::mode, "Recommend or Enforce"))
                        .orElse(Mode.RECOMMEND),
                options,
                spec.child("every")
                        .optional(ConsolidationSpecReader::every)
                        .orElse(ConsolidationSpec.DEFAULT_EVERY),
                whole(limits, "concurrentNodes", 1, MOST_CONCURRENT, 1),
                spec.child("end")
                        .optional(field ->
                                field.parsed(
                                        EndChoice::of,
                                        "Auto, None, NodeClaim, AutoScalingGroup or Instance"))
                        .orElse(EndChoice.AUTO),
                spec.child("hoursPerMonth")
                        .optional(field -> BigDecimal.valueOf(field.integer(1, 744)))
                        .orElse(ConsolidationSpec.DEFAULT_HOURS_PER_MONTH));
    }

    private static int whole(Field parent, String name, int least, int most, int otherwise)
            throws InvalidFieldException {
        return parent.present()
                ? parent.object()
                        .child(name)
                        .optional(field -> field.integer(least, most))
                        .orElse(otherwise)
                : otherwise;
    }

    private static Optional<Mode> mode(String text) {
        return switch (text) {
            case "Recommend" -> Optional.of(Mode.RECOMMEND);
            case "Enforce" -> Optional.of(Mode.ENFORCE);
            default -> Optional.empty();
        };
    }

    private static Optional<DecidingResource> resource(String text) {
        return switch (text) {
            case "memory" -> Optional.of(DecidingResource.MEMORY);
            case "cpu" -> Optional.of(DecidingResource.CPU);
            default -> Optional.empty();
        };
    }

    private static Optional<Basis> basis(String text) {
        return switch (text) {
            case "limits" -> Optional.of(Basis.LIMITS);
            case "requests" -> Optional.of(Basis.REQUESTS);
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> share(String text) {
        Matcher percent = PERCENT.matcher(text);
        return percent.matches()
                ? Optional.of(new BigDecimal(percent.group(1)).movePointLeft(2))
                        .filter(share -> share.signum() > 0)
                : Optional.empty();
    }

    private static Optional<BigDecimal> factor(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                        .filter(factor -> factor.compareTo(BigDecimal.ONE) >= 0)
                : Optional.empty();
    }

    private static Duration every(Field every) throws InvalidFieldException {
        return every.parsed(
                text -> GoDuration.parse(text).filter(time -> time.compareTo(LEAST_EVERY) >= 0),
                "a duration of at least 10s, such as 90s, 5m or 1h30m");
    }
}
