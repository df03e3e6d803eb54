package dev.plimsoll.kubernetes.protobuf;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the protobuf of an API server as the tokens that its JSON would be, while the bytes arrive,
 * so that one reader serves both. What is not asked for is passed over without being decoded. A
 * stream that is cut, and one that is no Kubernetes protobuf, throw what Jackson's own parser
 * throws for JSON.
 *
 * <p>Unlike JSON it also shows values that are empty, zero or false.
 */
public final class ProtobufParser extends ProtobufTokens {

    /** The longest frame of a watch; an object is at most a few megabytes. */
    static final int LONGEST_FRAME_BYTES = 64 << 20;

    private final Wire wire;
    private final boolean frames;

    /** What the bytes are the fields of; null where an envelope says it. */
    private final @Nullable Message bare;

    private final Frames stack = new Frames();
    private boolean begun;
    private boolean closed;

    /** The field whose name was told, or in one of whose entries it was. */
    private @Nullable Field field;

    private boolean named;
    private int tag;
    private String name = "";
    private final Scalar scalar;

    private ProtobufParser(Wire wire, boolean frames, @Nullable Message bare) {
        this.wire = wire;
        scalar = new Scalar(wire);
        this.frames = frames;
        this.bare = bare;
    }

    /** Reads a body that is one object, a list for example; closing the parser closes the bytes. */
    public static JsonParser ofObject(InputStream bytes) {
        return new ProtobufParser(new Wire(bytes), false, null);
    }

    /** Reads the body of a watch: {@code {"type": …, "object": …}} again and again. */
    public static JsonParser ofWatch(InputStream bytes) {
        return new ProtobufParser(new Wire(bytes), true, null);
    }

    /** Reads the fields of a message that has no envelope. */
    static JsonParser ofFields(Message message, byte[] fields) {
        return new ProtobufParser(new Wire(fields), false, message);
    }

    /** Takes the object that begins here as bytes, and goes on behind it. */
    public ObjectBytes object() throws IOException {
        Message message = _currToken == JsonToken.START_OBJECT ? stack.top().message : null;
        if (message == null) {
            throw new IllegalStateException("no object begins at " + _currToken);
        }
        try {
            ObjectBytes object = new ObjectBytes(message, wire.rest());
            wire.leave(stack.top().outer);
            stack.pop();
            _currToken = JsonToken.END_OBJECT;
            return object;
        } catch (InvalidProtocolBufferException e) {
            throw judged(e);
        }
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        try {
            scalar.passOver();
            _currToken = named ? value() : advance();
            return _currToken;
        } catch (InvalidProtocolBufferException e) {
            throw judged(e);
        }
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        if (_currToken != JsonToken.START_OBJECT && _currToken != JsonToken.START_ARRAY) {
            return this;
        }
        try {
            Frame top = stack.top();
            if (top.kind == Frame.Kind.OBJECT) {
                wire.leave(top.outer);
            } else {
                int next = wire.tag();
                for (; next == top.tag; next = wire.tag()) {
                    wire.skip(next);
                }
                wire.hold(next);
            }
            stack.pop();
            _currToken =
                    _currToken == JsonToken.START_OBJECT
                            ? JsonToken.END_OBJECT
                            : JsonToken.END_ARRAY;
            return this;
        } catch (InvalidProtocolBufferException e) {
            throw judged(e);
        }
    }

    private @Nullable JsonToken advance() throws IOException {
        while (!stack.isEmpty()) {
            Frame top = stack.top();
            JsonToken token =
                    switch (top.kind) {
                        case OBJECT, INLINE -> nextField(top);
                        case LIST -> nextElement(top);
                        case MAP -> nextEntry(top);
                        case WRAPPER -> {
                            wire.leave(top.outer);
                            stack.pop();
                            yield null;
                        }
                    };
            if (token != null) {
                return token;
            }
        }
        return begin();
    }

    /** Begins the object, or the next frame; null at the end. */
    private @Nullable JsonToken begin() throws IOException {
        if ((begun && !frames) || (bare == null && wire.atEnd())) {
            return null;
        }
        begun = true;
        if (frames) {
            int outer = wire.frame(LONGEST_FRAME_BYTES);
            stack.push().message(Frame.Kind.OBJECT, Messages.WATCH_EVENT, outer);
        } else if (bare != null) {
            stack.push().message(Frame.Kind.OBJECT, bare, wire.enterAll());
        } else {
            unwrap();
        }
        return JsonToken.START_OBJECT;
    }

    /** Finds the next known field; null where only a message without a face of its own ended. */
    private @Nullable JsonToken nextField(Frame top) throws IOException {
        Message message = top.message;
        while (message != null) {
            int next = wire.tag();
            if (next == 0) {
                break;
            }
            Field found = message.field(next);
            if (found == null) {
                wire.skip(next);
            } else if (found.shape() == Field.Shape.INLINE && found.message() != null) {
                stack.push().message(Frame.Kind.INLINE, found.message(), wire.enter());
                return null;
            } else {
                field = found;
                tag = next;
                name = found.name();
                named = true;
                return JsonToken.FIELD_NAME;
            }
        }
        wire.leave(top.outer);
        stack.pop();
        return top.kind == Frame.Kind.OBJECT ? JsonToken.END_OBJECT : null;
    }

    private JsonToken nextElement(Frame list) throws IOException {
        int next = wire.tag();
        if (next == list.tag && list.field != null) {
            return single(list.field);
        }
        wire.hold(next);
        stack.pop();
        return JsonToken.END_ARRAY;
    }

    private JsonToken nextEntry(Frame map) throws IOException {
        if (map.inEntry) {
            wire.leave(map.outer);
            map.inEntry = false;
        }
        int next = wire.tag();
        if (next != map.tag || map.field == null) {
            wire.hold(next);
            stack.pop();
            return JsonToken.END_OBJECT;
        }
        entry(map);
        field = map.field;
        named = true;
        return JsonToken.FIELD_NAME;
    }

    /** Reads an entry's key; its value comes after it, if it comes at all. */
    private void entry(Frame map) throws IOException {
        map.outer = wire.enter();
        map.inEntry = true;
        int next = wire.tag();
        name = next == Wire.FIRST_LENGTH ? wire.text() : "";
        next = next == Wire.FIRST_LENGTH ? wire.tag() : next;
        if (next != Wire.SECOND_LENGTH && next != 0) {
            throw new InvalidProtocolBufferException("an entry of a map with other fields");
        }
        map.hasValue = next != 0;
    }

    /** Begins the value of an entry; one without is empty. */
    private JsonToken entryValue(Frame map, Field of) throws IOException {
        return map.hasValue ? single(of) : scalar.empty(of.type());
    }

    /** Begins the value of the name that was told. */
    private JsonToken value() throws IOException {
        named = false;
        Field told = field;
        if (told == null) {
            throw new IllegalStateException("no field was told");
        }
        if (!stack.isEmpty() && stack.top().kind == Frame.Kind.MAP) {
            return entryValue(stack.top(), told);
        }
        return switch (told.shape()) {
            case LIST -> {
                stack.push().repeated(Frame.Kind.LIST, told, tag);
                wire.hold(tag);
                yield JsonToken.START_ARRAY;
            }
            case MAP -> {
                stack.push().repeated(Frame.Kind.MAP, told, tag);
                wire.hold(tag);
                yield JsonToken.START_OBJECT;
            }
            case ONE, INLINE -> single(told);
        };
    }

    private JsonToken single(Field of) throws IOException {
        return switch (of.type()) {
            case MESSAGE -> {
                if (of.message() == null) {
                    throw new IllegalStateException("no message for " + of);
                }
                stack.push().message(Frame.Kind.OBJECT, of.message(), wire.enter());
                yield JsonToken.START_OBJECT;
            }
            case ENVELOPE -> {
                wrapper(wire.enter());
                Envelope.find(wire, Wire.FIRST_LENGTH);
                wrapper(wire.enter());
                unwrap();
                yield JsonToken.START_OBJECT;
            }
            default -> scalar.begin(of.type());
        };
    }

    private void wrapper(int outer) {
        Frame frame = stack.push();
        frame.kind = Frame.Kind.WRAPPER;
        frame.outer = outer;
    }

    /** Begins the object in an envelope. */
    private void unwrap() throws IOException {
        Message message = Envelope.open(wire);
        stack.push().message(Frame.Kind.OBJECT, message, wire.enter());
    }

    @Override
    String text() throws IOException {
        try {
            return scalar.text();
        } catch (InvalidProtocolBufferException e) {
            throw judged(e);
        }
    }

    @Override
    long number() {
        return scalar.number();
    }

    private IOException judged(InvalidProtocolBufferException problem) {
        return wire.ended()
                ? new JsonEOFException(this, _currToken, "it ends in the middle")
                : new JsonParseException(this, problem.getMessage());
    }

    @Override
    public String currentName() {
        return name;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        wire.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
