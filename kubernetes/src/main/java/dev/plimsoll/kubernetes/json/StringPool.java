package dev.plimsoll.kubernetes.json;

import java.nio.charset.StandardCharsets;
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
        int slot = slot(text.hashCode());
        String known = slots[slot];
        if (known != null && known.equals(text)) {
            return known;
        }
        slots[slot] = text;
        return text;
    }

    /**
     * Answers the string of UTF-8 bytes; one that the pool has is found by its bytes if it is
     * ASCII.
     */
    public String share(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int each = from; each < to; each++) {
            hash = 31 * hash + bytes[each];
        }
        int slot = slot(hash);
        String known = slots[slot];
        if (known != null && same(known, bytes, from, to)) {
            return known;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        slots[slot] = text;
        return text;
    }

    private static boolean same(String text, byte[] bytes, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int each = from; each < to; each++) {
            // A byte of a character beyond ASCII is negative, as no character is.
            if (text.charAt(each - from) != bytes[each]) {
                return false;
            }
        }
        return true;
    }

    /** For ASCII the hash of the bytes is the string's. */
    private int slot(int hash) {
        return (hash ^ (hash >>> 15)) & (slots.length - 1);
    }
}
