package dev.plimsoll.core.fleet;

import java.util.Optional;

/**
 * What came of reading a spec: a cluster may hold resources older than their validation.
 *
 * @param <S> the spec
 */
public sealed interface Reading<S extends Record> {

    /** The spec says what it wants. */
    record Valid<S extends Record>(S spec) implements Reading<S> {}

    /**
     * The spec cannot be followed.
     *
     * @param problem one sentence that names the field and what was expected
     */
    record Invalid<S extends Record>(String problem) implements Reading<S> {}

    /** The spec, if it can be followed. */
    default Optional<S> valid() {
        return this instanceof Valid<S>(S spec) ? Optional.of(spec) : Optional.empty();
    }
}
