package dev.plimsoll.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a name; an empty one, as of a variable that is not set, would stand for everything. */
final class NameConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (value.isBlank()) {
            throw new TypeConversionException("expected a name but was '" + value + "'");
        }
        return value;
    }
}
