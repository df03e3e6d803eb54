package dev.plimsoll.kubernetes.secrets;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.plimsoll.core.secrets.NamePattern;
import java.util.Optional;

/** Matches by RE2/J, a port of the very library that Go's {@code regexp} is one of. */
final class Re2Pattern implements NamePattern {

    private final String expression;
    private final Optional<Pattern> compiled;

    Re2Pattern(String expression) {
        this.expression = expression;
        compiled = compiled(expression);
    }

    private static Optional<Pattern> compiled(String expression) {
        try {
            return Optional.of(Pattern.compile(expression));
        } catch (PatternSyntaxException e) {
            // External Secrets cannot use it either: the resource's own status says so.
            return Optional.empty();
        }
    }

    @Override
    public String expression() {
        return expression;
    }

    @Override
    public boolean matches(String name) {
        return compiled.isPresent() && compiled.get().matcher(name).find();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Re2Pattern pattern && pattern.expression.equals(expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    @Override
    public String toString() {
        return expression;
    }
}
