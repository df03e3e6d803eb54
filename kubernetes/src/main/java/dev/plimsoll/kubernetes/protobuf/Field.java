package dev.plimsoll.kubernetes.protobuf;

import com.google.protobuf.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Describes a field of a {@link Message}.
 *
 * @param name as JSON has it
 * @param message what it holds; null unless its type is {@link Type#MESSAGE}
 */
record Field(String name, int number, Shape shape, Type type, @Nullable Message message) {

    static final int WIRE_TYPE_BITS = 3;

    private static final int WIRE_TYPE_MASK = (1 << WIRE_TYPE_BITS) - 1;

    /** How often a value comes, and how JSON shows it. */
    enum Shape {
        ONE,
        LIST,
        /** From text to what the type says. */
        MAP,
        /** JSON shows its fields among those of the outer message. */
        INLINE
    }

    /** What a value is. */
    enum Type {
        TEXT,
        FLAG,
        NUMBER,
        QUANTITY,
        TIME,
        INT_OR_STRING,
        MESSAGE,
        /** An object of any kind, in bytes that say which. */
        ENVELOPE
    }

    /** Whether a tag announces this field as it should be. */
    boolean fits(int tag) {
        boolean varint = shape != Shape.MAP && (type == Type.FLAG || type == Type.NUMBER);
        return (tag & WIRE_TYPE_MASK)
                == (varint ? WireFormat.WIRETYPE_VARINT : WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }
}
