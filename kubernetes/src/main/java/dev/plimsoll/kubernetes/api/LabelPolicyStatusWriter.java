package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Writes {@code status} of a NodeLabelPolicy. The Go controller's fields keep their names and
 * meaning.
 */
public final class LabelPolicyStatusWriter {

    private LabelPolicyStatusWriter() {}

    /**
     * Makes the value of {@code status}: complete, so that it can replace the one that is there.
     *
     * @param before the policy as it was read; a condition that says the same there keeps its time
     * @param now the time of the write; whole seconds are kept, as Kubernetes does
     */
    public static ObjectNode write(LabelPolicyStatus status, LabelPolicy before, Instant now) {
        Instant time = now.truncatedTo(ChronoUnit.SECONDS);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("observedGeneration", status.observedGeneration());
        json.put("desired", status.desired());
        json.put("labelled", status.labelled());
        json.put("eligible", status.eligible());
        json.put("moves", status.moves());
        json.put("billedHosts", status.billedHosts());
        json.put("billedHour", status.billedHour());
        ArrayNode selected = json.putArray("selectedNodes");
        status.selectedNodes().forEach(selected::add);
        json.put("lastReconcileTime", time.toString());
        ArrayNode conditions = json.putArray("conditions");
        for (Condition condition : status.conditions()) {
            conditions
                    .addObject()
                    .put("type", condition.type())
                    .put("status", condition.status() ? "True" : "False")
                    .put("observedGeneration", status.observedGeneration())
                    .put("lastTransitionTime", since(condition, before, time).toString())
                    .put("reason", condition.reason())
                    .put("message", condition.message());
        }
        return json;
    }

    private static Instant since(Condition condition, LabelPolicy before, Instant now) {
        boolean same =
                before.status().conditions().stream()
                        .anyMatch(earlier ->
                                earlier.type().equals(condition.type())
                                        && earlier.status() == condition.status());
        return same ? before.conditionsSince().getOrDefault(condition.type(), now) : now;
    }
}
