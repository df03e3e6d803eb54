package dev.plimsoll.kubernetes.json;

import org.jspecify.annotations.Nullable;

/**
 * Shares equal strings: ten thousand nodes name the same few zones and instance types. It is a
 * table of fixed size in which a newcomer takes the place of whatever had its slot, so it neither
 * grows nor needs a sweep, and a flood of unique strings costs it only some sharing. A race between
 * threads costs no more than that either, because strings are immutable.
 */
public final class StringPool {

    private final @Nullable String[] slots;

    /**
     * @param slots rounded up to a power of two
     */
    public StringPool(int slots) {
        this.slots = new String[Integer.highestOneBit(Math.max(2, slots) * 2 - 1)];
    }

    /** Answers an equal string, the same one each time while its slot lasts. */
    public String share(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
        String known = slots[slot];
        if (known != null && known.equals(text)) {
            return known;
        }
        slots[slot] = text;
        return text;
    }
}
