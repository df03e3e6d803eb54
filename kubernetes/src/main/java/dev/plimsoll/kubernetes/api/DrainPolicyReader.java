package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.drainpolicy.DrainLimits;
import dev.plimsoll.core.drainpolicy.DrainMode;
import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicySpec;
import dev.plimsoll.core.drainpolicy.SignalSpec;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Reading;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a NodeDrainPolicy as the API server or a file has it. Nothing is too broken to be read: a
 * spec that breaks a rule becomes {@link Reading.Invalid}, and what a status lacks is empty.
 */
public final class DrainPolicyReader {

    private static final int MOST = 16;
    private static final int LONGEST_QUERY = 4096;
    private static final int MOST_NODES = 1000;
    private static final int WHOLE = 100;

    private DrainPolicyReader() {}

    /** Reads one resource (not a list). */
    public static DrainPolicy read(JsonNode resource) {
        JsonNode metadata = resource.path("metadata");
        return new DrainPolicy(
                metadata.path("name").asText(),
                metadata.path("uid").asText(),
                metadata.path("resourceVersion").asText(),
                metadata.path("generation").asLong(),
                LabelPolicyReader.time(metadata.path("creationTimestamp"))
                        .orElse(LabelPolicyReader.NOT_YET),
                metadata.hasNonNull("deletionTimestamp"),
                Field.reading(resource, DrainPolicyReader::spec),
                DrainPolicyStatusReader.status(resource.path("status")),
                Conditions.since(resource.path("status")));
    }

    private static DrainPolicySpec spec(Field resource) throws InvalidFieldException {
        Field spec = resource.child("spec").required().object();
        List<Trigger> triggers = TriggerReader.read(spec.child("triggers").required());
        SignalSpec signals = SignalSpecReader.signals(spec.child("signals"));
        List<String> safety = new ArrayList<>();
        for (Field query : spec.child("safety").items(MOST)) {
            safety.add(promql(query.object()));
        }
        boolean asks =
                !safety.isEmpty() || triggers.stream().anyMatch(Trigger.Asked.class::isInstance);
        if (asks && !(signals instanceof SignalSpec.Prometheus)) {
            throw spec.must("name signals.prometheus where a trigger or safety is a query");
        }
        return new DrainPolicySpec(
                spec.child("mode")
                        .optional(field -> field.parsed(DrainMode::of, "Recommend or Enforce"))
                        .orElse(DrainMode.RECOMMEND),
                spec.child("nodeSelector")
                        .optional(SelectorReader::read)
                        .orElse(LabelSelector.EVERYTHING),
                triggers,
                signals,
                limits(spec.child("limits")),
                safety,
                DrainOptionsReader.read(spec.child("drain")),
                spec.child("end").optional(NodeDrainReader::end).orElse(EndChoice.AUTO),
                spec.child("decrementDesiredCapacity").optional(Field::truth).orElse(false),
                SignalSpecReader.targets(spec.child("notify")));
    }

    /** Reads the query of an object that has one. */
    static String promql(Field holder) throws InvalidFieldException {
        return holder.child("promql")
                .required()
                .text(
                        text -> !text.isEmpty() && text.length() <= LONGEST_QUERY,
                        "a query of 1 to " + LONGEST_QUERY + " characters");
    }

    private static DrainLimits limits(Field limits) throws InvalidFieldException {
        DrainLimits standard = DrainLimits.STANDARD;
        if (!limits.present()) {
            return standard;
        }
        Field object = limits.object();
        return new DrainLimits(
                object.child("concurrentNodes")
                        .optional(field -> field.integer(1, MOST_NODES))
                        .orElse(standard.concurrentNodes()),
                object.child("concurrentNodesPerZone")
                        .optional(field -> field.integer(1, MOST_NODES))
                        .orElse(standard.concurrentNodesPerZone()),
                object.child("circuitBreakerPercent")
                        .optional(field -> field.integer(1, WHOLE))
                        .orElse(standard.circuitBreakerPercent()));
    }
}
