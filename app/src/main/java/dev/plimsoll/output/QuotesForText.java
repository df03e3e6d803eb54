package dev.plimsoll.output;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/**
 * Quotes text that a reader of YAML could take for a number or a time, in one of the many ways to
 * write those: what is text in JSON is text in YAML.
 */
final class QuotesForText extends StringQuotingChecker.Default {

    private static final long serialVersionUID = 1;

    private static final Pattern LIKE_A_NUMBER =
            Pattern.compile("[-+.]?[0-9].*|[-+]?\\.(?i:inf|nan)");

    @Override
    public boolean needToQuoteValue(String value) {
        return super.needToQuoteValue(value) || LIKE_A_NUMBER.matcher(value).matches();
    }
}
