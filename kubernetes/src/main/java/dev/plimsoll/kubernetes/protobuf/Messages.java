package dev.plimsoll.kubernetes.protobuf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Knows the messages of the kinds that are read. They are complete (but for bytes and managed
 * fields), so that what a reader asks for is there whether it comes as JSON or as protobuf.
 */
final class Messages {

    /** What a frame of a watch holds. */
    static final Message WATCH_EVENT = watchEvent();

    private static final String RESOURCE = "protobuf.fields";
    private static final Map<String, Message> KNOWN = read();

    private Messages() {}

    /** Finds the message of a kind; null for one that is not known. */
    static @Nullable Message of(String kind) {
        return KNOWN.get(kind);
    }

    private static Message watchEvent() {
        Message event = new Message("WatchEvent");
        event.add(new Field("type", 1, Field.Shape.ONE, Field.Type.TEXT, null));
        event.add(new Field("object", 2, Field.Shape.ONE, Field.Type.ENVELOPE, null));
        return event;
    }

    private static Map<String, Message> read() {
        List<String> lines;
        try (InputStream resource = Messages.class.getResourceAsStream(RESOURCE)) {
            lines =
                    new String(
                                    Objects.requireNonNull(resource, RESOURCE).readAllBytes(),
                                    StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
        Map<String, Message> known = HashMap.newHashMap(lines.size());
        for (String line : lines) {
            String name = line.substring(0, line.indexOf(' '));
            known.put(name, new Message(name));
        }
        for (String line : lines) {
            int end = line.indexOf(' ');
            Message message = Objects.requireNonNull(known.get(line.substring(0, end)));
            while (end < line.length()) {
                int start = end + 1;
                int next = line.indexOf(' ', start);
                end = next < 0 ? line.length() : next;
                if (end > start) {
                    message.add(field(line, start, end, known));
                }
            }
        }
        return known;
    }

    /** Reads {@code NAME=NUMBER:TYPE}. */
    private static Field field(String line, int start, int end, Map<String, Message> known) {
        int equals = line.indexOf('=', start);
        int colon = line.indexOf(':', equals);
        Field.Shape shape =
                switch (line.charAt(colon + 1)) {
                    case '*' -> Field.Shape.LIST;
                    case '%' -> Field.Shape.MAP;
                    case '~' -> Field.Shape.INLINE;
                    default -> Field.Shape.ONE;
                };
        String type = line.substring(colon + (shape == Field.Shape.ONE ? 1 : 2), end);
        return new Field(
                // The readers compare names with constants: to be the same string saves a look.
                line.substring(start, equals).intern(),
                Integer.parseInt(line, equals + 1, colon, 10),
                shape,
                type(type),
                known.get(type));
    }

    private static Field.Type type(String type) {
        return switch (type) {
            case "s" -> Field.Type.TEXT;
            case "b" -> Field.Type.FLAG;
            case "i" -> Field.Type.NUMBER;
            case "q" -> Field.Type.QUANTITY;
            case "t" -> Field.Type.TIME;
            case "x" -> Field.Type.INT_OR_STRING;
            default -> Field.Type.MESSAGE;
        };
    }
}
