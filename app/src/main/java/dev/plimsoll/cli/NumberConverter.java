package dev.plimsoll.cli;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a decimal number as people write it, whose range the option knows. */
final class NumberConverter implements ITypeConverter<BigDecimal> {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

    @Override
    public BigDecimal convert(String value) {
        if (NUMBER.matcher(value.strip()).matches()) {
            return new BigDecimal(value.strip());
        }
        throw new TypeConversionException("expected a number such as 2.0 but was '" + value + "'");
    }
}
