package dev.plimsoll.core.port;

import org.jspecify.annotations.Nullable;

/**
 * Hears of one object's change, after the view shows it. It must return at once: it marks work to
 * be done and does none.
 *
 * @param <T> the kind of object
 */
@FunctionalInterface
public interface ChangeListener<T> {

    /**
     * An object appeared ({@code before} is null), changed, or vanished ({@code after} is null).
     */
    void changed(@Nullable T before, @Nullable T after);
}
