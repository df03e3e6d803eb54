package dev.plimsoll.operator.capacity;

import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.port.Journal;

/** Tells people, as events of the policy, what is ordered and what is amiss. */
public final class ConsolidationTeller {

    private final Journal journal;

    public ConsolidationTeller(Journal journal) {
        this.journal = journal;
    }

    void ordered(ConsolidationPolicy policy, Removal removal) {
        journal.record(
                subject(policy),
                Journal.Severity.NORMAL,
                "DrainOrdered",
                "Node %s is to be drained: its %d pods that move fit elsewhere."
                        .formatted(removal.node(), removal.moves().size()));
    }

    /** Tells of what a condition says now and did not say before. */
    void tell(ConsolidationPolicy policy, ConsolidationStatus status) {
        for (Condition condition : status.conditions()) {
            if (!policy.status().conditions().contains(condition)) {
                if (amiss(condition)) {
                    record(policy, Journal.Severity.WARNING, condition);
                } else if (condition.reason().equals("Recommended")
                        && condition.type().equals("Planned")) {
                    record(policy, Journal.Severity.NORMAL, condition);
                }
            }
        }
    }

    private static boolean amiss(Condition condition) {
        return condition.type().equals("Halted") == condition.status();
    }

    private void record(
            ConsolidationPolicy policy, Journal.Severity severity, Condition condition) {
        journal.record(subject(policy), severity, condition.reason(), condition.message());
    }

    private static Journal.Subject subject(ConsolidationPolicy policy) {
        return new Journal.Subject(
                ConsolidationPolicy.API_VERSION,
                ConsolidationPolicy.KIND,
                policy.name(),
                policy.uid());
    }
}
