package dev.plimsoll.kubernetes.feed;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.kubernetes.connection.ApiStatus;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One line of a watch. */
sealed interface WatchEvent<T> {

    /** An object appeared or changed. */
    record Present<T>(T object) implements WatchEvent<T> {}

    /** An object was deleted; this was its last state. */
    record Deleted<T>(T object) implements WatchEvent<T> {}

    /** Nothing happened up to this version. */
    record Bookmark<T>(String resourceVersion) implements WatchEvent<T> {}

    /** The server ends the watch. */
    record Failure<T>(ApiStatus status) implements WatchEvent<T> {}

    /**
     * Reads the event that begins at the parser's current token; null where it is none. The type
     * comes before the object, as Go writes its structs; anything else is no API server's.
     */
    static <T> @Nullable WatchEvent<T> read(JsonParser parser, ResourceType<T> type)
            throws IOException {
        Draft<T> draft = new Draft<>(type);
        JsonFields.each(parser, draft::field);
        return draft.event;
    }

    /** Collects the two fields. */
    final class Draft<T> {

        private final ResourceType<T> type;
        private String kind = "";
        private @Nullable WatchEvent<T> event;

        Draft(ResourceType<T> type) {
            this.type = type;
        }

        void field(String name, JsonParser value) throws IOException {
            switch (name) {
                case "type" -> kind = JsonFields.text(value);
                case "object" -> object(value);
                default -> value.skipChildren();
            }
        }

        private void object(JsonParser value) throws IOException {
            switch (kind) {
                case "ADDED", "MODIFIED" -> event = new Present<>(type.reader().read(value));
                case "DELETED" -> event = new Deleted<>(type.reader().read(value));
                case "BOOKMARK" -> event = new Bookmark<>(resourceVersion(value));
                case "ERROR" -> event = new Failure<>(ApiStatus.read(value));
                default -> value.skipChildren();
            }
        }

        private static String resourceVersion(JsonParser value) throws IOException {
            String[] version = {""};
            JsonFields.each(
                    value,
                    (name, field) -> {
                        if (name.equals("metadata")) {
                            JsonFields.each(
                                    field,
                                    (inner, text) -> {
                                        if (inner.equals("resourceVersion")) {
                                            version[0] = JsonFields.text(text);
                                        } else {
                                            text.skipChildren();
                                        }
                                    });
                        } else {
                            field.skipChildren();
                        }
                    });
            return version[0];
        }
    }
}
