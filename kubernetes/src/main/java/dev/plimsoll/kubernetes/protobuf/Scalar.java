package dev.plimsoll.kubernetes.protobuf;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Holds the value that a {@link ProtobufParser} told last; text is decoded only for who asks. */
final class Scalar {

    private final Wire wire;
    private String text = "";
    private long number;

    /** What lies unread on the wire; null when the value was read. */
    private Field.@Nullable Type unread;

    Scalar(Wire wire) {
        this.wire = wire;
    }

    /** Begins a value that comes next and is neither message nor envelope. */
    JsonToken begin(Field.Type type) throws IOException {
        return switch (type) {
            case TEXT, QUANTITY -> {
                unread = type;
                yield JsonToken.VALUE_STRING;
            }
            case FLAG -> wire.flag() ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE;
            case NUMBER -> {
                number = wire.number();
                yield JsonToken.VALUE_NUMBER_INT;
            }
            case TIME -> {
                // The zero time is null in JSON.
                if (!wire.timeBegins()) {
                    yield JsonToken.VALUE_NULL;
                }
                unread = type;
                yield JsonToken.VALUE_STRING;
            }
            case INT_OR_STRING -> {
                Object value = wire.intOrString();
                if (value instanceof Long whole) {
                    number = whole;
                    yield JsonToken.VALUE_NUMBER_INT;
                }
                text = value.toString();
                yield JsonToken.VALUE_STRING;
            }
            case MESSAGE, ENVELOPE -> throw new IllegalStateException("no scalar: " + type);
        };
    }

    /** Tells a value that did not come, and is empty therefore. */
    JsonToken empty(Field.Type type) {
        text = type == Field.Type.QUANTITY ? "0" : "";
        return type == Field.Type.TIME ? JsonToken.VALUE_NULL : JsonToken.VALUE_STRING;
    }

    String text() throws IOException {
        if (unread != null) {
            Field.Type type = unread;
            unread = null;
            text =
                    switch (type) {
                        case QUANTITY -> wire.quantity();
                        case TIME -> wire.time();
                        default -> wire.text();
                    };
        }
        return text;
    }

    long number() {
        return number;
    }

    /** Leaves a value that nobody asked for. */
    void passOver() throws IOException {
        if (unread == Field.Type.TIME) {
            wire.skipTime();
        } else if (unread != null) {
            wire.skip(Wire.FIRST_LENGTH);
        }
        unread = null;
    }
}
