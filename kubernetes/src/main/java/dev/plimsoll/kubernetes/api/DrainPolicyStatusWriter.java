package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import java.time.Instant;

/** Writes {@code status} of a NodeDrainPolicy. */
public final class DrainPolicyStatusWriter {

    private DrainPolicyStatusWriter() {}

    /**
     * Makes the value of {@code status}, of which every field is there.
     *
     * @param before the policy as it was read; a condition that says the same there keeps its time
     * @param now the time of the write
     */
    public static ObjectNode write(DrainPolicyStatus status, DrainPolicy before, Instant now) {
        ObjectNode json = Conditions.status(status, before.status(), before.conditionsSince(), now);
        json.put("matching", status.matching());
        json.put("over", status.over());
        json.put("unknown", status.unknown());
        json.put("draining", status.draining());
        ArrayNode nodes = json.putArray("nodes");
        status.nodes()
                .forEach(node ->
                        nodes.addObject()
                                .put("name", node.name())
                                .put("state", node.state())
                                .put("since", node.since().toString())
                                .put("what", node.what())
                                .put("message", node.message()));
        return json;
    }
}
