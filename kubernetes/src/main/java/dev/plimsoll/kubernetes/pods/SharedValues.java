package dev.plimsoll.kubernetes.pods;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Shares equal values as {@link dev.plimsoll.kubernetes.json.StringPool} does strings: the pods of
 * a workload are alike.
 *
 * @param <T> immutable
 */
final class SharedValues<T> {

    private final AtomicReferenceArray<@Nullable T> slots;

    /**
     * @param slots a power of two
     */
    SharedValues(int slots) {
        this.slots = new AtomicReferenceArray<>(slots);
    }

    /** Answers an equal value, the same one each time while its slot lasts. */
    T share(T value) {
        int hash = value.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (slots.length() - 1);
        T known = slots.get(slot);
        if (known != null && known.equals(value)) {
            return known;
        }
        slots.set(slot, value);
        return value;
    }
}
