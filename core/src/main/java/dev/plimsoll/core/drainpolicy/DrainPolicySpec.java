package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.fleet.LabelSelector;
import java.util.List;

/**
 * Says when which nodes are to be drained.
 *
 * @param nodeSelector no other node is ever touched
 * @param triggers any of them is a reason; at least one
 * @param safety queries that must have no result before each node
 * @param drain how the pods are let go
 * @param end how a node ends once it is empty
 * @param decrement an Auto Scaling group is to have one instance less afterwards
 * @param targets who is told, beside the events in the cluster
 */
public record DrainPolicySpec(
        DrainMode mode,
        LabelSelector nodeSelector,
        List<Trigger> triggers,
        SignalSpec signals,
        DrainLimits limits,
        List<String> safety,
        DrainOptions drain,
        EndChoice end,
        boolean decrement,
        List<NotifyTarget> targets) {

    public DrainPolicySpec {
        triggers = List.copyOf(triggers);
        safety = List.copyOf(safety);
        targets = List.copyOf(targets);
    }
}
