package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes {@code status} of a ConsolidationPolicy. */
public final class ConsolidationStatusWriter {

    private ConsolidationStatusWriter() {}

    /**
     * Makes the value of {@code status}; every field is there, so that a merge patch leaves nothing
     * of the one before.
     *
     * @param before the policy as it was read; a condition that says the same there keeps its time
     * @param now the time of the write
     */
    public static ObjectNode write(
            ConsolidationStatus status, ConsolidationPolicy before, Instant now) {
        ObjectNode json = Conditions.status(status, before.status(), before.conditionsSince(), now);
        json.put("plannedAt", text(status.plannedAt()));
        json.put("nodes", status.nodes());
        json.put("removable", status.removable());
        ArrayNode remove = json.putArray("remove");
        status.remove()
                .forEach(one ->
                        remove.addObject()
                                .put("node", one.node())
                                .put("share", one.share())
                                .put("pods", one.pods()));
        ArrayNode kept = json.putArray("kept");
        status.kept()
                .forEach((reason, nodes) ->
                        kept.addObject().put("reason", reason).put("nodes", nodes));
        json.put("monthlyUsd", status.monthlyUsd().toPlainString());
        json.put("savingsUsd", status.savingsUsd().toPlainString());
        ArrayNode draining = json.putArray("draining");
        status.draining().forEach(draining::add);
        return json;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
