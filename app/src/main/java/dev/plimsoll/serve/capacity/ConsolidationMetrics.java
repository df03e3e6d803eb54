package dev.plimsoll.serve.capacity;

import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.port.ConsolidationMeters;
import dev.plimsoll.serve.job.StatusMeters;
import io.micrometer.core.instrument.MeterRegistry;

/** Publishes what each ConsolidationPolicy has planned, as its status has it. */
final class ConsolidationMetrics implements ConsolidationMeters {

    private final StatusMeters<ConsolidationStatus> statuses;

    ConsolidationMetrics(MeterRegistry registry) {
        statuses =
                new StatusMeters<ConsolidationStatus>(registry, "plimsoll.consolidation.")
                        .gauge(
                                "removable.nodes",
                                "Nodes that can go",
                                ConsolidationStatus::removable)
                        .gauge(
                                "savings.usd.per.month",
                                "What that would save, at on-demand prices",
                                status -> status.savingsUsd().doubleValue())
                        .gauge(
                                "draining.nodes",
                                "Nodes that the policy has drained now",
                                status -> status.draining().size())
                        .gauge(
                                "halted",
                                "1 where somebody has to look",
                                status -> halted(status) ? 1 : 0);
    }

    private static boolean halted(ConsolidationStatus status) {
        return status.conditions().stream()
                .anyMatch(one -> one.type().equals("Halted") && one.status());
    }

    @Override
    public void status(String policy, ConsolidationStatus status) {
        statuses.status(policy, status);
    }

    @Override
    public void forget(String policy) {
        statuses.forget(policy);
    }
}
