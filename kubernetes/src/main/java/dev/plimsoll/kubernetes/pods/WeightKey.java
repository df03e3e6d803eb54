package dev.plimsoll.kubernetes.pods;

import dev.plimsoll.kubernetes.protobuf.MessageBytes;
import java.util.Arrays;

/**
 * Collects the bytes that a pod's weight depends on: fields as they came, and marks of what they
 * are fields of. A mark begins with a zero byte, as no field does, so that no two pods that differ
 * have the same bytes.
 */
final class WeightKey {

    private static final int USUAL_BYTES = 512;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;

    /**
     * @param of what the next fields are of, 0 to 255
     */
    void mark(int of) {
        reserve(2);
        bytes[length++] = 0;
        bytes[length++] = (byte) of;
    }

    /** Copies from a place in the message to the end of its current field. */
    void range(MessageBytes message, int start) {
        reserve(message.lengthFrom(start));
        length += message.copy(start, bytes, length);
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    int hash() {
        int hash = 0;
        for (int each = 0; each < length; each++) {
            hash = 31 * hash + bytes[each];
        }
        return hash;
    }

    boolean is(byte[] other) {
        return Arrays.equals(bytes, 0, length, other, 0, other.length);
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }
}
