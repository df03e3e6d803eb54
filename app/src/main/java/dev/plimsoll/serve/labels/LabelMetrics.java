package dev.plimsoll.serve.labels;

import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.serve.job.StatusMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * Publishes the label job's numbers: how many nodes shall and do carry labels, moves and writes.
 */
final class LabelMetrics implements LabelMeters {

    private static final String AS_IN_STATUS = "As in the status of the policy";

    private final MeterRegistry registry;
    private final StatusMeters<LabelPolicyStatus> statuses;

    LabelMetrics(MeterRegistry registry) {
        this.registry = registry;
        statuses =
                new StatusMeters<LabelPolicyStatus>(registry, "plimsoll.label.")
                        .gauge("nodes.desired", AS_IN_STATUS, LabelPolicyStatus::desired)
                        .gauge("nodes.labelled", AS_IN_STATUS, LabelPolicyStatus::labelled)
                        .gauge("nodes.eligible", AS_IN_STATUS, LabelPolicyStatus::eligible)
                        .gauge("hosts.billed", AS_IN_STATUS, LabelPolicyStatus::billedHosts)
                        .counter(
                                "moves",
                                "Labels that went to one node in place of another",
                                LabelPolicyStatus::moves);
    }

    @Override
    public void nodeWrite(NodeLabelPatch patch, WriteOutcome<?> outcome) {
        registry.counter(
                        "plimsoll.label.node.writes",
                        "policy",
                        patch.policy(),
                        "outcome",
                        outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
    }

    @Override
    public void status(String policy, LabelPolicyStatus status) {
        statuses.status(policy, status);
    }

    @Override
    public void forget(String policy) {
        statuses.forget(policy);
    }
}
