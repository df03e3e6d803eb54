package dev.plimsoll.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes a name; an empty one, as of a variable that is not set, would stand for everything. */
class NameConverter implements ITypeConverter<String> {

    private final String expected;

    NameConverter() {
        this("a name");
    }

    NameConverter(String expected) {
        this.expected = expected;
    }

    @Override
    public String convert(String value) {
        if (value.isBlank()) {
            throw new TypeConversionException(
                    "expected %s but was '%s'".formatted(expected, value));
        }
        return value;
    }
}
