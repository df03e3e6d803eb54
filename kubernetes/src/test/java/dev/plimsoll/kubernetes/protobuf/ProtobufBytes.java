package dev.plimsoll.kubernetes.protobuf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Writes JSON as the protobuf that the API server would send for it. */
public final class ProtobufBytes {

    private static final ObjectMapper TREES = new ObjectMapper();

    private ProtobufBytes() {}

    /** Writes what part of a message. */
    @FunctionalInterface
    interface Part {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] of(Part part) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            part.write(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object as the body of an answer. */
    public static byte[] object(String kind, String json) {
        return object(kind, tree(json));
    }

    private static byte[] object(String kind, JsonNode tree) {
        byte[] raw = message(Objects.requireNonNull(Messages.of(kind), kind), tree);
        return envelope(kind, raw);
    }

    /** Bytes that are said to be of a kind. */
    static byte[] envelope(String kind, byte[] raw) {
        byte[] type =
                of(out -> {
                    out.writeString(1, "v1");
                    out.writeString(2, kind);
                });
        return of(out -> {
            out.writeRawBytes("k8s\0".getBytes(StandardCharsets.US_ASCII));
            out.writeByteArray(1, type);
            out.writeByteArray(2, raw);
            out.writeString(3, "");
            out.writeString(4, "");
        });
    }

    /** An event, written as JSON, as a frame of a watch. */
    public static byte[] event(String kind, String json) {
        JsonNode event = tree(json);
        JsonNode object = event.path("object");
        String actual = event.path("type").asText().equals("ERROR") ? "Status" : kind;
        byte[] raw = object(actual, object);
        return frame(
                of(out -> {
                    out.writeString(1, event.path("type").asText());
                    out.writeByteArray(2, of(extension -> extension.writeByteArray(1, raw)));
                }));
    }

    static byte[] frame(byte[] content) {
        return ByteBuffer.allocate(Integer.BYTES + content.length)
                .putInt(content.length)
                .put(content)
                .array();
    }

    static JsonNode tree(String json) {
        try {
            return TREES.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] message(Message message, JsonNode tree) {
        return of(out -> fields(message, tree, out));
    }

    private static void fields(Message message, JsonNode tree, CodedOutputStream out)
            throws IOException {
        for (Field field : message.fields()) {
            if (field.shape() == Field.Shape.INLINE) {
                out.writeByteArray(field.number(), message(inner(field), tree));
            } else if (tree.has(field.name())) {
                values(field, tree.path(field.name()), out);
            }
        }
    }

    private static void values(Field field, JsonNode value, CodedOutputStream out)
            throws IOException {
        switch (field.shape()) {
            case LIST -> {
                for (JsonNode element : value) {
                    single(field, field.number(), element, out);
                }
            }
            case MAP -> {
                for (var entry : value.properties()) {
                    byte[] pair =
                            of(inner -> {
                                inner.writeString(1, entry.getKey());
                                single(field, 2, entry.getValue(), inner);
                            });
                    out.writeByteArray(field.number(), pair);
                }
            }
            case ONE, INLINE -> single(field, field.number(), value, out);
        }
    }

    private static void single(Field field, int number, JsonNode value, CodedOutputStream out)
            throws IOException {
        switch (field.type()) {
            case TEXT -> out.writeString(number, value.asText());
            case FLAG -> out.writeBool(number, value.asBoolean());
            case NUMBER -> out.writeInt64(number, value.asLong());
            case QUANTITY ->
                    out.writeByteArray(number, of(inner -> inner.writeString(1, value.asText())));
            case TIME -> out.writeByteArray(number, time(value));
            case INT_OR_STRING ->
                    out.writeByteArray(
                            number,
                            of(inner -> {
                                inner.writeInt64(1, value.isTextual() ? 1 : 0);
                                inner.writeInt32(2, value.asInt());
                                inner.writeString(3, value.asText());
                            }));
            case MESSAGE -> out.writeByteArray(number, message(inner(field), value));
            case ENVELOPE -> throw new IllegalArgumentException("written by event()");
        }
    }

    private static byte[] time(JsonNode value) {
        Optional<Instant> time =
                value.isNull() ? Optional.empty() : Optional.of(Instant.parse(value.asText()));
        return of(out -> {
            if (time.isPresent()) {
                out.writeInt64(1, time.get().getEpochSecond());
                out.writeInt32(2, time.get().getNano());
            }
        });
    }

    private static Message inner(Field field) {
        return Objects.requireNonNull(field.message(), field.name());
    }
}
