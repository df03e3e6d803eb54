package dev.plimsoll.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share of what nodes offer, {@code 46%} or {@code 0.46}: more than 0, at most 1000 %. */
final class ShareConverter implements ITypeConverter<BigDecimal> {

    private static final Pattern SHARE = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,6})?)(%?)");
    private static final BigDecimal LARGEST = BigDecimal.TEN;

    @Override
    public BigDecimal convert(String value) {
        Matcher text = SHARE.matcher(value.strip());
        if (text.matches()) {
            BigDecimal number = new BigDecimal(text.group(1));
            BigDecimal share = text.group(2).isEmpty() ? number : number.movePointLeft(2);
            if (share.signum() > 0 && share.compareTo(LARGEST) <= 0) {
                return share;
            }
        }
        throw new TypeConversionException(
                "expected a share above 0 and up to 1000%, such as 46% or 0.46 but was '"
                        + value
                        + "'");
    }
}
