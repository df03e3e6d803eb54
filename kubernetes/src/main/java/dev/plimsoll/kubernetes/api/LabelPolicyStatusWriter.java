package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        ObjectNode json = Conditions.status(status, before.status(), before.conditionsSince(), now);
        json.put("desired", status.desired());
        json.put("labelled", status.labelled());
        json.put("eligible", status.eligible());
        json.put("moves", status.moves());
        json.put("billedHosts", status.billedHosts());
        json.put("billedHour", status.billedHour());
        ArrayNode selected = json.putArray("selectedNodes");
        status.selectedNodes().forEach(selected::add);
        json.put("lastReconcileTime", time.toString());
        return json;
    }
}
