package dev.plimsoll.kubernetes.lease;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.json.JsonFields;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes the JSON of a {@code coordination.k8s.io/v1} Lease. */
final class LeaseBody {

    private String resourceVersion = "";
    private String holder = "";
    private Duration duration = Duration.ZERO;
    private Optional<Instant> acquireTime = Optional.empty();
    private Optional<Instant> renewTime = Optional.empty();
    private int transitions;

    private LeaseBody() {}

    /** Makes a lease that is to be created. */
    static String create(String namespace, String name, LeaseRecord lease) {
        return Json.write(json -> {
            json.writeStartObject();
            LeaseObject.head(json, namespace, name);
            spec(json, lease);
            json.writeEndObject();
        });
    }

    /**
     * Makes a merge patch, which leaves labels and annotations as they are. The resource version in
     * it is a precondition.
     */
    static String patch(LeaseRecord lease) {
        if (lease.resourceVersion().isEmpty()) {
            throw new IllegalArgumentException("A lease is updated only as it was seen.");
        }
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("metadata");
            json.writeStringField("resourceVersion", lease.resourceVersion());
            json.writeEndObject();
            spec(json, lease);
            json.writeEndObject();
        });
    }

    private static void spec(JsonGenerator json, LeaseRecord lease) throws IOException {
        json.writeObjectFieldStart("spec");
        json.writeStringField("holderIdentity", lease.holder());
        json.writeNumberField("leaseDurationSeconds", lease.duration().toSeconds());
        time(json, "acquireTime", lease.acquireTime());
        time(json, "renewTime", lease.renewTime());
        json.writeNumberField("leaseTransitions", lease.transitions());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String field, Optional<Instant> time)
            throws IOException {
        if (time.isPresent()) {
            json.writeStringField(field, LeaseObject.time(time.get()));
        }
    }

    /** Reads the lease at the parser's current token; what is missing or odd reads as nothing. */
    static LeaseRecord read(JsonParser parser) throws IOException {
        LeaseBody body = new LeaseBody();
        JsonFields.each(
                parser,
                (name, value) -> {
                    switch (name) {
                        case "metadata" -> JsonFields.each(value, body::metadata);
                        case "spec" -> JsonFields.each(value, body::spec);
                        default -> value.skipChildren();
                    }
                });
        return new LeaseRecord(
                body.holder,
                body.duration,
                body.acquireTime,
                body.renewTime,
                body.transitions,
                body.resourceVersion);
    }

    private void metadata(String name, JsonParser value) throws IOException {
        if (name.equals("resourceVersion")) {
            resourceVersion = JsonFields.text(value);
        } else {
            value.skipChildren();
        }
    }

    private void spec(String name, JsonParser value) throws IOException {
        switch (name) {
            case "holderIdentity" -> holder = JsonFields.text(value);
            case "leaseDurationSeconds" -> duration = Duration.ofSeconds(value.getValueAsLong());
            case "acquireTime" -> acquireTime = time(value);
            case "renewTime" -> renewTime = time(value);
            case "leaseTransitions" -> transitions = value.getValueAsInt();
            default -> value.skipChildren();
        }
    }

    private static Optional<Instant> time(JsonParser value) throws IOException {
        String text = JsonFields.text(value);
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
