package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelSyntax;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a NodeDrain as the API server or a file has it. Nothing is too broken to be read: a spec
 * that breaks a rule becomes {@link Reading.Invalid}, and what a status lacks is empty.
 */
public final class NodeDrainReader {

    private static final int NAME_LENGTH = 253;
    private static final int REASON_LENGTH = 1024;

    private NodeDrainReader() {}

    /** Reads one resource (not a list). */
    public static NodeDrain read(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        boolean finalized = false;
        for (JsonNode finalizer : metadata.path("finalizers")) {
            finalized |= finalizer.asText().equals(NodeDrain.FINALIZER);
        }
        Map<String, String> labels = new HashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new NodeDrain(
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                metadata.path("generation").asLong(),
                LabelPolicyReader.time(metadata.path("creationTimestamp"))
                        .orElse(LabelPolicyReader.NOT_YET),
                labels,
                metadata.hasNonNull("deletionTimestamp"),
                finalized,
                Field.reading(resource, NodeDrainReader::spec),
                NodeDrainStatusReader.status(resource.path("status")),
                Conditions.since(resource.path("status")));
    }

    private static NodeDrainSpec spec(Field resource) throws InvalidFieldException {
        Field spec = resource.child("spec").required().object();
        return new NodeDrainSpec(
                spec.child("nodeName")
                        .required()
                        .text(
                                name ->
                                        name.length() <= NAME_LENGTH
                                                && LabelSyntax.validPrefix(name),
                                "the name of a node"),
                spec.child("reason")
                        .optional(field ->
                                field.text(
                                        text -> text.length() <= REASON_LENGTH,
                                        "a text of at most " + REASON_LENGTH))
                        .orElse(""),
                DrainOptionsReader.read(spec.child("drain")),
                spec.child("end").optional(NodeDrainReader::end).orElse(EndChoice.AUTO),
                spec.child("decrementDesiredCapacity").optional(Field::truth).orElse(false),
                spec.child("cancel").optional(Field::truth).orElse(false));
    }

    /** Reads how a node is to end, of whichever kind has it. */
    static EndChoice end(Field end) throws InvalidFieldException {
        return end.parsed(EndChoice::of, "Auto, None, NodeClaim, AutoScalingGroup or Instance");
    }
}
