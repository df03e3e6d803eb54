package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import java.util.function.Supplier;

/**
 * Stands inside the API server and looks, at every write that it accepts, whether another operator
 * holds the lease by then.
 */
final class OneWriter implements LabelWrites {

    private final String operator;
    private final LabelWrites server;
    private final Supplier<String> holder;

    /**
     * @param operator begins the identity of each of its processes
     * @param holder of the lease
     */
    OneWriter(String operator, LabelWrites server, Supplier<String> holder) {
        this.operator = operator;
        this.server = server;
        this.holder = holder;
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        return judged(server.patchNode(patch));
    }

    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        return judged(server.setFinalizer(policy, present));
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        return judged(server.writeStatus(policy, status));
    }

    private <T> WriteOutcome<T> judged(WriteOutcome<T> outcome) {
        String leader = holder.get();
        if (outcome instanceof WriteOutcome.Done<T>
                && !leader.isEmpty()
                && !leader.startsWith(operator + "_")) {
            throw new BrokenInvariant(
                    "%s wrote while %s held the lease".formatted(operator, leader));
        }
        return outcome;
    }
}
