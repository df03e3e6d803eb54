package dev.plimsoll.snapshot;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.fleet.ResourceKind;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Writes a fleet as one JSON document with an object a line. {@link Redaction} decides what it
 * gives away; what it does not know as a {@link ResourceKind}, such as a Secret, it never copies.
 */
public final class Snapshot {

    private static final String BEGIN =
            "{\"apiVersion\":\"plimsoll.dev/v1alpha1\",\"kind\":\"Snapshot\",\"items\":[\n";

    private final JsonGenerator json;
    private boolean begun;

    private Snapshot(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Copies all objects that the source gives; the stream stays open. A source that cannot be read
     * at all leaves nothing behind, not even a beginning.
     *
     * @return one phrase for each kind that was left out
     * @throws IOException when the stream takes no more
     */
    public static List<String> write(ObjectSource source, OutputStream out) throws IOException {
        try (JsonGenerator json =
                new JsonFactory()
                        .createGenerator(out, JsonEncoding.UTF8)
                        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .setRootValueSeparator(null)) {
            Snapshot snapshot = new Snapshot(json);
            ObjectSource.Found found =
                    source.read(EnumSet.allOf(ResourceKind.class), snapshot::object);
            snapshot.end(found.asOf());
            return found.leftOut();
        }
    }

    private void object(ResourceKind kind, JsonParser object) throws IOException {
        json.writeRaw(begun ? ",\n" : BEGIN);
        begun = true;
        Redaction.copy(kind, object, json);
    }

    /** Ends with the time, so that a snapshot that was cut off has none. */
    private void end(Optional<Instant> asOf) throws IOException {
        if (!begun) {
            json.writeRaw(BEGIN);
        }
        json.writeRaw("\n]");
        if (asOf.isPresent()) {
            json.writeRaw(",\"asOf\":\"" + asOf.get() + "\"");
        }
        json.writeRaw("}\n");
    }
}
