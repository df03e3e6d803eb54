package dev.plimsoll.core.labels;

import java.util.regex.Pattern;

/**
 * Tells what Kubernetes takes for a label. The custom resource definition checks the same with the
 * same patterns.
 *
 * @see <a
 *     href="https://github.com/kubernetes/apimachinery/blob/v0.34.4/pkg/util/validation/validation.go">IsQualifiedName,
 *     IsValidLabelValue</a>
 */
public final class LabelSyntax {

    /** Says what a key must be, in the words of an error message. */
    public static final String KEY_RULE =
            "an optional DNS name of at most 253 characters and a slash, then at most 63 letters,"
                    + " digits, '-', '_' or '.' that begin and end with a letter or digit";

    /** Says what a value must be, in the words of an error message. */
    public static final String VALUE_RULE =
            "at most 63 letters, digits, '-', '_' or '.' that begin and end with a letter or digit";

    private static final int NAME_LENGTH = 63;
    private static final int PREFIX_LENGTH = 253;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern PREFIX =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private LabelSyntax() {}

    /** Tells whether this is a key: a name, or a DNS prefix, a slash and a name. */
    public static boolean validKey(String key) {
        int slash = key.indexOf('/');
        return slash < 0
                ? validName(key)
                : validPrefix(key.substring(0, slash)) && validName(key.substring(slash + 1));
    }

    /** Tells whether this is a value, which may be empty. */
    public static boolean validValue(String value) {
        return value.isEmpty() || validName(value);
    }

    /** Tells whether this is a DNS subdomain (RFC 1123), as prefixes and object names are. */
    public static boolean validPrefix(String prefix) {
        return prefix.length() <= PREFIX_LENGTH && PREFIX.matcher(prefix).matches();
    }

    private static boolean validName(String name) {
        return name.length() <= NAME_LENGTH && NAME.matcher(name).matches();
    }
}
