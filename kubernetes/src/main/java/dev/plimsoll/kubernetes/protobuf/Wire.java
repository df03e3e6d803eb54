package dev.plimsoll.kubernetes.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads the parts of messages as their bytes arrive. It asks for no byte beyond the message it is
 * in, and holds no more of one than a text.
 */
final class Wire implements AutoCloseable {

    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int SKIPPED_BYTES = 8 * 1024;

    /** As long as JSON's parser allows; no object of etcd comes near it. */
    private static final int LONGEST_TEXT_BYTES = 20_000_000;

    private static final int LONGEST_OBJECT_BYTES = ProtobufParser.LONGEST_FRAME_BYTES;

    private static final int FIRST = 1 << Field.WIRE_TYPE_BITS;
    private static final int SECOND = 2 << Field.WIRE_TYPE_BITS;
    private static final int THIRD = 3 << Field.WIRE_TYPE_BITS;

    /** The first field of a message where it is text, bytes or a message. */
    static final int FIRST_LENGTH = FIRST | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    /** The second. */
    static final int SECOND_LENGTH = SECOND | WireFormat.WIRETYPE_LENGTH_DELIMITED;

    private static final int THIRD_LENGTH = THIRD | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int FIRST_VARINT = FIRST | WireFormat.WIRETYPE_VARINT;
    private static final int SECOND_VARINT = SECOND | WireFormat.WIRETYPE_VARINT;

    private final Source source;
    private final CodedInputStream in;
    private final int total;

    /** A tag that was read too early: it belongs to the message around, or begins a list. */
    private int heldTag;

    private boolean held;
    private int timeBytes;

    Wire(InputStream bytes) {
        source = new Source(bytes);
        in = CodedInputStream.newInstance(source, BUFFER_BYTES);
        total = 0;
    }

    /** Reads bytes that are all there. */
    Wire(byte[] bytes) {
        source = new Source(InputStream.nullInputStream());
        in = CodedInputStream.newInstance(bytes);
        total = bytes.length;
    }

    /** Whether the stream has come to its end, be it in the middle of something. */
    boolean ended() {
        return source.ended;
    }

    /** Whether nothing follows. */
    boolean atEnd() throws IOException {
        return in.isAtEnd();
    }

    /** Begins a message that has this many bytes; answers what {@link #leave} needs. */
    int enter(int length) throws IOException {
        return in.pushLimit(length);
    }

    /** Begins the message whose length comes next; answers what {@link #leave} needs. */
    int enter() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    /** Begins a message that is all the bytes there are; answers what {@link #leave} needs. */
    int enterAll() throws IOException {
        return in.pushLimit(total);
    }

    /** Reads what is left of the message. */
    byte[] rest() throws IOException {
        int left = in.getBytesUntilLimit();
        if (left > LONGEST_OBJECT_BYTES) {
            throw new InvalidProtocolBufferException("an object of " + left + " bytes");
        }
        return in.readRawBytes(left);
    }

    /** Ends a message, and passes over what is left of it. */
    void leave(int outer) throws IOException {
        int left = in.getBytesUntilLimit();
        if (left > 0) {
            in.skipRawBytes(left);
        }
        in.popLimit(outer);
    }

    /** Gives a tag back, to be read again. */
    void hold(int tag) {
        heldTag = tag;
        held = true;
    }

    /** Reads the next tag of the message; 0 at its end. */
    int tag() throws IOException {
        if (held) {
            held = false;
            return heldTag;
        }
        int tag = in.readTag();
        // At the end of the stream the library calls a message ended that is not.
        if (tag == 0 && in.getBytesUntilLimit() > 0) {
            throw new InvalidProtocolBufferException("it ends in the middle of a message");
        }
        return tag;
    }

    /** Passes over the value of a tag. */
    void skip(int tag) throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_START_GROUP, WireFormat.WIRETYPE_END_GROUP ->
                    throw new InvalidProtocolBufferException("Kubernetes has no groups");
            default -> in.skipField(tag);
        }
    }

    boolean flag() throws IOException {
        return in.readBool();
    }

    long number() throws IOException {
        return in.readInt64();
    }

    String text() throws IOException {
        int length = in.readRawVarint32();
        if (length > LONGEST_TEXT_BYTES) {
            throw new InvalidProtocolBufferException("a text of " + length + " bytes");
        }
        return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
    }

    /** Reads a {@code resource.Quantity}. */
    String quantity() throws IOException {
        String text = "0";
        int outer = enter();
        for (int tag = tag(); tag != 0; tag = tag()) {
            if (tag == FIRST_LENGTH) {
                text = text();
            } else {
                skip(tag);
            }
        }
        leave(outer);
        return text;
    }

    /**
     * Begins a {@code meta.v1.Time}, to be read or passed over; answers false for the zero time,
     * which has no fields.
     */
    boolean timeBegins() throws IOException {
        timeBytes = in.readRawVarint32();
        return timeBytes != 0;
    }

    /** Passes over a time that began. */
    void skipTime() throws IOException {
        in.skipRawBytes(timeBytes);
    }

    /** Reads a time that began. */
    String time() throws IOException {
        long seconds = 0;
        long nanos = 0;
        int outer = enter(timeBytes);
        for (int tag = tag(); tag != 0; tag = tag()) {
            switch (tag) {
                case FIRST_VARINT -> seconds = in.readInt64();
                case SECOND_VARINT -> nanos = in.readInt32();
                default -> skip(tag);
            }
        }
        leave(outer);
        try {
            return Instant.ofEpochSecond(seconds, nanos).toString();
        } catch (DateTimeException | ArithmeticException e) {
            throw new InvalidProtocolBufferException("no time is " + seconds + " s");
        }
    }

    /** Reads an {@code intstr.IntOrString}: a {@link Long} or a text. */
    Object intOrString() throws IOException {
        boolean isText = false;
        long number = 0;
        String text = "";
        int outer = enter();
        for (int tag = tag(); tag != 0; tag = tag()) {
            switch (tag) {
                case FIRST_VARINT -> isText = in.readInt64() == 1;
                case SECOND_VARINT -> number = in.readInt32();
                case THIRD_LENGTH -> text = text();
                default -> skip(tag);
            }
        }
        leave(outer);
        return isText ? text : number;
    }

    /**
     * Begins the next frame of a watch; answers what {@link #leave} needs.
     *
     * @param longest in bytes
     */
    int frame(int longest) throws IOException {
        in.resetSizeCounter();
        int length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length = length << Byte.SIZE | in.readRawByte() & 0xff;
        }
        if (length <= 0 || length > longest) {
            throw new InvalidProtocolBufferException(
                    "a frame of " + Integer.toUnsignedString(length) + " bytes");
        }
        return enter(length);
    }

    /** Reads bytes that must be these. */
    void expect(byte[] magic) throws IOException {
        for (byte expected : magic) {
            if (in.readRawByte() != expected) {
                throw new InvalidProtocolBufferException("it begins otherwise");
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Remembers that its end was seen. */
    private static final class Source extends FilterInputStream {

        private final byte[] passedOver = new byte[SKIPPED_BYTES];
        private boolean ended;

        Source(InputStream bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            ended |= count < 0;
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            int read = read(passedOver, 0, (int) Math.min(count, passedOver.length));
            return Math.max(0, read);
        }
    }
}
