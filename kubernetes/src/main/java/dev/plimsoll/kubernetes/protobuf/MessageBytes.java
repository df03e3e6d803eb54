package dev.plimsoll.kubernetes.protobuf;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.plimsoll.kubernetes.json.StringPool;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the fields of one message that is held in memory, without making anything of them. A
 * field's own fields are walked over by {@link #enter} and {@link #leave}.
 */
public final class MessageBytes {

    /** The wire type of texts, messages and maps, to be put to a field's number. */
    public static final int LENGTH = WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD_MASK = 0x7f;
    private static final int LONGEST_VARINT_BYTES = 10;

    private final byte[] bytes;
    private int at;
    private int end;
    private int fieldStart;
    private int valueStart;

    MessageBytes(byte[] bytes) {
        this.bytes = bytes;
        end = bytes.length;
    }

    /** Passes to the next field; answers its tag, 0 behind the last. */
    public int next() throws InvalidProtocolBufferException {
        if (at == end) {
            return 0;
        }
        fieldStart = at;
        int tag = (int) varint();
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> {
                valueStart = at;
                var _ = varint();
            }
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                long length = varint();
                valueStart = at;
                forward(length);
            }
            case WireFormat.WIRETYPE_FIXED32 -> {
                valueStart = at;
                forward(Integer.BYTES);
            }
            case WireFormat.WIRETYPE_FIXED64 -> {
                valueStart = at;
                forward(Long.BYTES);
            }
            default -> throw new InvalidProtocolBufferException("Kubernetes has no groups");
        }
        if (WireFormat.getTagFieldNumber(tag) == 0) {
            throw new InvalidProtocolBufferException("a field without a number");
        }
        return tag;
    }

    /** Begins to walk over the field's own fields; answers what {@link #leave} needs. */
    public int enter() {
        int outer = end;
        end = at;
        at = valueStart;
        return outer;
    }

    /** Goes on behind the field that was entered. */
    public void leave(int outer) {
        at = end;
        end = outer;
    }

    /** Where the field begins, its tag with it. */
    public int fieldStart() {
        return fieldStart;
    }

    /** Copies the bytes from a place that {@link #fieldStart} gave to the end of the field. */
    public int copy(int start, byte[] into, int offset) {
        System.arraycopy(bytes, start, into, offset, at - start);
        return at - start;
    }

    /** How many bytes {@link #copy} will copy. */
    public int lengthFrom(int start) {
        return at - start;
    }

    /** The field's value as text. */
    public String text() {
        return new String(bytes, valueStart, at - valueStart, StandardCharsets.UTF_8);
    }

    /** The field's value as text, the same string for the same text while the pool has it. */
    public String text(StringPool pool) {
        return pool.share(bytes, valueStart, at);
    }

    /** Whether the field's value is this text, which is ASCII. */
    public boolean is(String text) {
        if (text.length() != at - valueStart) {
            return false;
        }
        for (int each = 0; each < text.length(); each++) {
            if (text.charAt(each) != bytes[valueStart + each]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the field's value, which is a flag, is true. */
    public boolean flag() {
        for (int each = valueStart; each < at; each++) {
            if ((bytes[each] & PAYLOAD_MASK) != 0) {
                return true;
            }
        }
        return false;
    }

    private void forward(long length) throws InvalidProtocolBufferException {
        if (length < 0 || length > end - at) {
            throw new InvalidProtocolBufferException("a field that is longer than its message");
        }
        at += (int) length;
    }

    private long varint() throws InvalidProtocolBufferException {
        long value = 0;
        for (int byteOf = 0; byteOf < LONGEST_VARINT_BYTES && at < end; byteOf++) {
            byte next = bytes[at++];
            value |= (long) (next & PAYLOAD_MASK) << byteOf * PAYLOAD_BITS;
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidProtocolBufferException("a number that does not end");
    }
}
