package dev.plimsoll.kubernetes.pods;

import dev.plimsoll.core.capacity.PodResources;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what pods weigh by the bytes that it depends on. Like {@link
 * dev.plimsoll.kubernetes.json.StringPool} it is a table of fixed size in which a newcomer takes
 * the place of whatever had its slot.
 */
final class KnownWeights {

    /** More than any pod of note has; a longer key would only fill the memory. */
    private static final int LONGEST_KEY_BYTES = 8 * 1024;

    private final AtomicReferenceArray<@Nullable Known> slots;

    private record Known(byte[] key, PodResources weight) {}

    /**
     * @param slots a power of two
     */
    KnownWeights(int slots) {
        this.slots = new AtomicReferenceArray<>(slots);
    }

    @Nullable PodResources of(WeightKey key) {
        Known known = slots.get(slot(key));
        return known != null && key.is(known.key) ? known.weight : null;
    }

    void put(WeightKey key, PodResources weight) {
        byte[] bytes = key.copy();
        if (bytes.length <= LONGEST_KEY_BYTES) {
            slots.set(slot(key), new Known(bytes, weight));
        }
    }

    private int slot(WeightKey key) {
        int hash = key.hash();
        return (hash ^ (hash >>> 16)) & (slots.length() - 1);
    }
}
