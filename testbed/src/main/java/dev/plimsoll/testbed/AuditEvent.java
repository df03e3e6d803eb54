package dev.plimsoll.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One answered request, as the API server's audit log has it. Text that a request does not have is
 * empty.
 *
 * @param time when it was answered
 * @param received when it had come in
 * @param stage {@code ResponseStarted} for a watch that begins to stream, {@code ResponseComplete}
 *     for everything that ended
 * @param verb such as {@code get}, {@code watch} or {@code patch}
 * @param user who sent it, such as {@code system:serviceaccount:plimsoll:plimsoll}
 * @param userAgent what the client called itself
 * @param group the API group of the resource; empty for the core group
 * @param resource the resource in plural, such as {@code nodes}
 * @param subresource such as {@code status} or {@code eviction}
 * @param namespace the namespace of the object
 * @param name the name of the object, which a creation with {@code generateName} and a list lack
 * @param uri the path and query of the request
 * @param code the HTTP status of the answer
 * @param requestObject what was sent, for writes to nodes, evictions and Plimsoll's own resources
 */
public record AuditEvent(
        Instant time,
        Instant received,
        String stage,
        String verb,
        String user,
        String userAgent,
        String group,
        String resource,
        String subresource,
        String namespace,
        String name,
        String uri,
        int code,
        @Nullable JsonNode requestObject) {
    private static final Set<String> WRITES =
            Set.of("create", "update", "patch", "delete", "deletecollection");

    /** Returns whether the request was to change something, be it that it succeeded or not. */
    public boolean isWrite() {
        return WRITES.contains(verb);
    }

    /** Returns whether the server did what was asked. */
    public boolean succeeded() {
        return code / 100 == 2;
    }

    static AuditEvent of(JsonNode json) {
        JsonNode object = json.path("objectRef");
        JsonNode body = json.get("requestObject");
        return new AuditEvent(
                Instant.parse(json.path("stageTimestamp").asText()),
                Instant.parse(json.path("requestReceivedTimestamp").asText()),
                json.path("stage").asText(),
                json.path("verb").asText(),
                json.path("user").path("username").asText(),
                json.path("userAgent").asText(),
                object.path("apiGroup").asText(),
                object.path("resource").asText(),
                object.path("subresource").asText(),
                object.path("namespace").asText(),
                object.path("name").asText(),
                json.path("requestURI").asText(),
                json.path("responseStatus").path("code").asInt(),
                body);
    }
}
