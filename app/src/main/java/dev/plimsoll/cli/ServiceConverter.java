package dev.plimsoll.cli;

import dev.plimsoll.core.secrets.AwsService;
import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a service as stores have it, in any case. */
final class ServiceConverter implements ITypeConverter<AwsService> {

    @Override
    public AwsService convert(String text) {
        return Arrays.stream(AwsService.values())
                .filter(service -> service.id().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "expected ParameterStore or SecretsManager but was '"
                                        + text
                                        + "'"));
    }
}
