package dev.plimsoll.cli;

import dev.plimsoll.core.labels.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as Kubernetes writes it. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return GoDuration.parse(text)
                .orElseThrow(() ->
                        new TypeConversionException(
                                "expected %s but was '%s'".formatted(GoDuration.RULE, text)));
    }
}
