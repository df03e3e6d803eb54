package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.ConditionedStatus;
import java.util.List;

/**
 * Reports how a policy fares.
 *
 * @param observedGeneration the generation of the spec that this speaks of; 0 before the first
 * @param desired how many nodes shall carry the labels
 * @param labelled how many do
 * @param eligible how many could
 * @param moves how often the labels went to one node in place of another
 * @param billedHosts estimate of the distinct hosts that carried the labels within {@code
 *     billedHour}: what a vendor who bills per host and hour counts
 * @param billedHour hours since 1970 of the estimate
 * @param selectedNodes the nodes that carry the labels, in name order; the first {@link
 *     #LISTED_NODES} of them
 */
public record LabelPolicyStatus(
        long observedGeneration,
        int desired,
        int labelled,
        int eligible,
        long moves,
        int billedHosts,
        long billedHour,
        List<String> selectedNodes,
        List<Condition> conditions)
        implements ConditionedStatus {

    /** Keeps a resource well below the size that etcd takes. */
    public static final int LISTED_NODES = 1000;

    public static final LabelPolicyStatus NONE =
            new LabelPolicyStatus(0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

    public LabelPolicyStatus {
        selectedNodes = List.copyOf(selectedNodes);
        conditions = List.copyOf(conditions);
    }
}
