package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus.Removable;
import dev.plimsoll.core.fleet.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a ConsolidationPolicy as the API server or a file has it. Nothing is too broken to be read:
 * a spec that breaks a rule becomes {@link Reading.Invalid}, and what a status lacks is empty.
 */
public final class ConsolidationPolicyReader {

    private ConsolidationPolicyReader() {}

    /** Reads one resource (not a list). */
    public static ConsolidationPolicy read(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        return new ConsolidationPolicy(
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                metadata.path("generation").asLong(),
                metadata.hasNonNull("deletionTimestamp"),
                Field.reading(resource, ConsolidationPolicyReader::spec),
                status(resource.path("status")),
                Conditions.since(resource.path("status")));
    }

    private static ConsolidationSpec spec(Field resource) throws InvalidFieldException {
        return ConsolidationSpecReader.read(resource.child("spec"));
    }

    private static ConsolidationStatus status(JsonNode status) {
        List<Removable> remove = new ArrayList<>();
        status.path("remove")
                .forEach(one ->
                        remove.add(
                                new Removable(
                                        one.path("node").asText(),
                                        one.path("share").asText(),
                                        one.path("pods").asInt())));
        SortedMap<String, Integer> kept = new TreeMap<>();
        status.path("kept")
                .forEach(one -> kept.put(one.path("reason").asText(), one.path("nodes").asInt()));
        List<String> draining = new ArrayList<>();
        status.path("draining").forEach(node -> draining.add(node.asText()));
        return new ConsolidationStatus(
                status.path("observedGeneration").asLong(),
                LabelPolicyReader.time(status.path("plannedAt")).orElse(null),
                status.path("nodes").asInt(),
                remove,
                status.path("removable").asInt(),
                kept,
                usd(status.path("monthlyUsd")),
                usd(status.path("savingsUsd")),
                draining,
                Conditions.read(status));
    }

    private static BigDecimal usd(JsonNode text) {
        try {
            return new BigDecimal(text.asText("0.00"));
        } catch (NumberFormatException e) {
            return ConsolidationStatus.NONE.monthlyUsd();
        }
    }
}
