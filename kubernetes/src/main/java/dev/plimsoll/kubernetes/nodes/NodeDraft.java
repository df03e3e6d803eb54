package dev.plimsoll.kubernetes.nodes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.kubernetes.json.JsonFields;
import dev.plimsoll.kubernetes.json.StringPool;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the fields of one node as they come by, in whatever order. */
class NodeDraft {

    private static final String HOSTNAME = "kubernetes.io/hostname";

    private final StringPool pool;
    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, LabelClaim> claims = new HashMap<>();
    private final List<Taint> taints = new ArrayList<>();
    private String name = "";
    private String uid = "";
    private String resourceVersion = "";
    private Instant createdAt = Instant.EPOCH;
    private String providerId = "";
    private @Nullable Allocatable allocatable;
    private Allocatable capacity = Allocatable.UNKNOWN;
    private boolean unschedulable;
    private boolean deleting;
    private Readiness.@Nullable Status ready;
    private @Nullable Instant readySince;

    NodeDraft(StringPool pool) {
        this.pool = pool;
    }

    void metadata(String field, JsonParser value) throws IOException {
        switch (field) {
            case "name" -> name = JsonFields.text(value);
            case "uid" -> uid = JsonFields.text(value);
            case "resourceVersion" -> resourceVersion = JsonFields.text(value);
            case "creationTimestamp" -> createdAt = time(value, Instant.EPOCH);
            case "deletionTimestamp" -> deleting = value.currentToken() == JsonToken.VALUE_STRING;
            case "labels" -> JsonFields.each(value, this::label);
            case "annotations" -> JsonFields.each(value, this::annotation);
            default -> value.skipChildren();
        }
    }

    void spec(String field, JsonParser value) throws IOException {
        switch (field) {
            case "providerID" -> providerId = JsonFields.text(value);
            case "unschedulable" -> unschedulable = value.getValueAsBoolean();
            case "taints" -> JsonFields.elements(value, this::taint);
            default -> value.skipChildren();
        }
    }

    void status(String field, JsonParser value) throws IOException {
        switch (field) {
            case "conditions" -> JsonFields.elements(value, this::condition);
            case "allocatable" -> {
                Allocatable told = RoomReader.read(value, place("allocatable"));
                allocatable = value.currentToken() == JsonToken.VALUE_NULL ? null : told;
            }
            case "capacity" -> capacity = RoomReader.read(value, place("capacity"));
            default -> value.skipChildren();
        }
    }

    private String place(String field) {
        return (name.isEmpty() ? "a node" : "node " + name) + ", status." + field;
    }

    private void label(String key, JsonParser value) throws IOException {
        String text = JsonFields.text(value);
        // A host's name is the one label that no two nodes share.
        labels.put(pool.share(key), key.equals(HOSTNAME) ? text : pool.share(text));
    }

    void annotation(String key, JsonParser value) throws IOException {
        Optional<String> policy = ClaimAnnotation.policy(key);
        if (policy.isEmpty()) {
            value.skipChildren();
            return;
        }
        ClaimAnnotation.read(JsonFields.text(value))
                .ifPresent(claim -> claims.put(policy.get(), claim));
    }

    private void taint(JsonParser value) throws IOException {
        String[] parts = {"", "", ""};
        JsonFields.each(
                value,
                (field, text) -> {
                    switch (field) {
                        case "key" -> parts[0] = pool.share(JsonFields.text(text));
                        case "value" -> parts[1] = pool.share(JsonFields.text(text));
                        case "effect" -> parts[2] = pool.share(JsonFields.text(text));
                        default -> text.skipChildren();
                    }
                });
        taints.add(new Taint(parts[0], parts[1], parts[2]));
    }

    private void condition(JsonParser value) throws IOException {
        String[] parts = {"", ""};
        Instant[] since = {Instant.EPOCH};
        JsonFields.each(
                value,
                (field, text) -> {
                    switch (field) {
                        case "type" -> parts[0] = JsonFields.text(text);
                        case "status" -> parts[1] = JsonFields.text(text);
                        case "lastTransitionTime" -> since[0] = time(text, Instant.EPOCH);
                        default -> text.skipChildren();
                    }
                });
        condition(parts[0], parts[1], since[0]);
    }

    void condition(String type, String status, Instant since) {
        if (type.equals("Ready")) {
            ready =
                    switch (status) {
                        case "True" -> Readiness.Status.READY;
                        case "False" -> Readiness.Status.NOT_READY;
                        default -> Readiness.Status.UNKNOWN;
                    };
            readySince = since;
        }
    }

    private static Instant time(JsonParser value, Instant otherwise) throws IOException {
        try {
            return Instant.parse(JsonFields.text(value));
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    Node node() {
        labels.computeIfPresent(HOSTNAME, (key, host) -> host.equals(name) ? name : host);
        Instant since = readySince == null ? createdAt : readySince;
        return new Node(
                name,
                uid,
                resourceVersion,
                createdAt,
                labels,
                claims,
                taints,
                unschedulable,
                deleting,
                new Readiness(ready == null ? Readiness.Status.UNKNOWN : ready, since),
                providerId,
                allocatable == null ? capacity : allocatable);
    }
}
