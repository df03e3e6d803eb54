package dev.plimsoll.kubernetes.canary;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.json.JsonFields;
import dev.plimsoll.kubernetes.lease.LeaseObject;
import java.io.IOException;
import java.time.Instant;

/**
 * One state of the object that all operators of a cluster beat on: a Lease, for such objects are
 * what a busy API server keeps the cheapest, and nobody else looks at this one.
 */
record Heartbeat(String name, String uid, String resourceVersion) {

    static final String NAME = "plimsoll-heartbeat";

    /** Describes the one object to a feed; the right to list and watch it can be bound to it. */
    static ResourceType<Heartbeat> type(String namespace) {
        return new ResourceType<>(
                "heartbeat",
                LeaseObject.collection(namespace) + "?fieldSelector=metadata.name%3D" + NAME,
                Heartbeat::read,
                Heartbeat::name,
                Heartbeat::uid,
                Heartbeat::resourceVersion,
                Heartbeat::equals);
    }

    /** Makes a merge patch that says who beats, and when. */
    static String patch(String identity, Instant now) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("spec");
            json.writeStringField("holderIdentity", identity);
            json.writeStringField("renewTime", LeaseObject.time(now));
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** Makes the object, where an installation lacks it. */
    static String create(String namespace) {
        return Json.write(json -> {
            json.writeStartObject();
            LeaseObject.head(json, namespace, NAME);
            json.writeEndObject();
        });
    }

    static Heartbeat read(JsonParser parser) throws IOException {
        String[] found = {"", "", ""};
        JsonFields.each(
                parser,
                (name, value) -> {
                    if (name.equals("metadata")) {
                        JsonFields.each(value, (field, text) -> metadata(found, field, text));
                    } else {
                        value.skipChildren();
                    }
                });
        return new Heartbeat(found[0], found[1], found[2]);
    }

    private static void metadata(String[] found, String field, JsonParser value)
            throws IOException {
        switch (field) {
            case "name" -> found[0] = JsonFields.text(value);
            case "uid" -> found[1] = JsonFields.text(value);
            case "resourceVersion" -> found[2] = JsonFields.text(value);
            default -> value.skipChildren();
        }
    }
}
