package dev.plimsoll.kubernetes.drain;

import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.scheduling.BudgetReader;

/** A budget as a feed shows it. */
record WatchedBudget(DisruptionBudget budget, String uid, String resourceVersion) {

    /** Describes the budgets of all namespaces. */
    static ResourceType<WatchedBudget> type() {
        return ResourceType.custom(
                "drainedbudgets",
                "/apis/policy/v1/poddisruptionbudgets",
                tree ->
                        new WatchedBudget(
                                BudgetReader.read(tree),
                                tree.at("/metadata/uid").asText(),
                                tree.at("/metadata/resourceVersion").asText()),
                one -> one.budget.key(),
                WatchedBudget::uid,
                WatchedBudget::resourceVersion,
                (one, other) -> one.budget.equals(other.budget));
    }
}
