package dev.plimsoll.core.secrets;

/**
 * Matches names by a user's regular expression, as Go's {@code regexp.MatchString} does: RE2
 * syntax, unanchored, in time linear to the name.
 */
public interface NamePattern {

    /** The expression as it was written. */
    String expression();

    /** Tells whether the expression matches anywhere in the name; a broken one matches nothing. */
    boolean matches(String name);
}
