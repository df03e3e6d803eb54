package dev.plimsoll.operator.secrets;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a touch writes for one change: it tells a person when and why, differs from change to
 * change, and is the same whenever this change is delivered.
 *
 * @param at when the change happened
 * @param repeated whether it may have been touched for before, by a process that ended then
 */
record TouchValue(String event, Optional<Instant> at, boolean repeated) {

    String text() {
        return at.map(time -> time + " ").orElse("") + event;
    }

    /**
     * Tells whether a resource with this annotation needs no touch: it has this very value, or,
     * where the change is delivered again, that of a later change, for which it was read after
     * both. A time to come says nothing.
     */
    boolean coveredBy(Optional<String> annotation, InstantSource clock) {
        return annotation
                .filter(value ->
                        value.equals(text())
                                || (repeated
                                        && at.isPresent()
                                        && time(value)
                                                .filter(at.get()::isBefore)
                                                .filter(clock.instant()::isAfter)
                                                .isPresent()))
                .isPresent();
    }

    private static Optional<Instant> time(String value) {
        int end = value.indexOf(' ');
        try {
            return end < 0 ? Optional.empty() : Optional.of(Instant.parse(value.substring(0, end)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
