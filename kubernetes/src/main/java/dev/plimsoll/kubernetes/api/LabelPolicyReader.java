package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelSyntax;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Reads a NodeLabelPolicy as the API server or a file has it. Nothing is too broken to be read: a
 * spec that breaks a rule becomes {@link Reading.Invalid}, a status that does is taken for empty.
 */
public final class LabelPolicyReader {

    /** When a resource that no server has stored yet was created: after all others. */
    public static final Instant NOT_YET = Instant.parse("9999-12-31T23:59:59Z");

    private static final int NAME_LENGTH = 249;

    private LabelPolicyReader() {}

    /** Reads one resource (not a list); what its metadata lack is empty, 0 or {@link #NOT_YET}. */
    public static LabelPolicy read(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        boolean finalized = false;
        for (JsonNode finalizer : metadata.path("finalizers")) {
            finalized |= finalizer.asText().equals(LabelMarker.FINALIZER);
        }
        return new LabelPolicy(
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                metadata.path("generation").asLong(),
                time(metadata.path("creationTimestamp")).orElse(NOT_YET),
                metadata.hasNonNull("deletionTimestamp"),
                finalized,
                Field.reading(resource, LabelPolicyReader::spec),
                LabelPolicyStatusReader.status(resource.path("status")),
                Conditions.since(resource.path("status")));
    }

    private static LabelSpec spec(Field root) throws InvalidFieldException {
        root.child("metadata")
                .child("name")
                .required()
                .text(
                        name -> name.length() <= NAME_LENGTH && LabelSyntax.validPrefix(name),
                        "a DNS name of at most "
                                + NAME_LENGTH
                                + " characters, so that nlp.<name>/managed-by is a label key");
        return LabelSpecReader.read(root.child("spec"));
    }

    static Optional<Instant> time(JsonNode text) {
        try {
            return text.isTextual()
                    ? Optional.of(Instant.parse(text.textValue()))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
