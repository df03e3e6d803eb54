package dev.plimsoll.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the name of a file; an empty one, as of a variable that is not set, is a folder's. */
final class FileConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (value.isBlank()) {
            throw new TypeConversionException(
                    "expected the name of a file but was '" + value + "'");
        }
        return value;
    }
}
