package dev.plimsoll.kubernetes.write;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.nodes.ClaimAnnotation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the JSON merge patches (RFC 7386), in which null removes a key. */
final class PatchBodies {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private PatchBodies() {}

    static String node(NodeLabelPatch patch) {
        return Json.write(json -> {
            begin(json, patch.uid(), patch.resourceVersion());
            json.writeObjectFieldStart("labels");
            for (var label : new TreeMap<>(patch.labels()).entrySet()) {
                write(json, label.getKey(), label.getValue());
            }
            json.writeEndObject();
            json.writeObjectFieldStart("annotations");
            write(
                    json,
                    LabelMarker.claim(patch.policy()),
                    patch.claim().map(ClaimAnnotation::write));
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    static String finalizers(String uid, String resourceVersion, List<String> finalizers) {
        return Json.write(json -> {
            begin(json, uid, resourceVersion);
            json.writeArrayFieldStart("finalizers");
            for (String finalizer : finalizers) {
                json.writeString(finalizer);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    static String status(String uid, String resourceVersion, ObjectNode status) {
        return Json.write(json -> {
            begin(json, uid, resourceVersion);
            json.writeEndObject();
            json.writeFieldName("status");
            MAPPER.writeTree(json, status);
            json.writeEndObject();
        });
    }

    static String cancel(String uid, String resourceVersion) {
        return Json.write(json -> {
            begin(json, uid, resourceVersion);
            json.writeEndObject();
            json.writeObjectFieldStart("spec");
            json.writeBooleanField("cancel", true);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** Makes the options of a deletion. */
    static String preconditions(String uid, String resourceVersion) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("preconditions");
            json.writeStringField("uid", uid);
            json.writeStringField("resourceVersion", resourceVersion);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** Opens the document and its metadata, with the preconditions. */
    private static void begin(JsonGenerator json, String uid, String resourceVersion)
            throws IOException {
        if (uid.isEmpty() || resourceVersion.isEmpty()) {
            throw new IllegalArgumentException(
                    "A write needs the uid and resource version it was decided on.");
        }
        json.writeStartObject();
        json.writeObjectFieldStart("metadata");
        json.writeStringField("uid", uid);
        json.writeStringField("resourceVersion", resourceVersion);
    }

    private static void write(JsonGenerator json, String key, Optional<String> value)
            throws IOException {
        if (value.isPresent()) {
            json.writeStringField(key, value.get());
        } else {
            json.writeNullField(key);
        }
    }
}
