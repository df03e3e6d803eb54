package dev.plimsoll.serve.drainpolicy;

import dev.plimsoll.core.drainpolicy.DrainPolicyConditions;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.port.DrainPolicyMeters;
import dev.plimsoll.serve.job.StatusMeters;
import io.micrometer.core.instrument.MeterRegistry;

/** Publishes how many nodes of a policy are over the line, unknown and draining. */
final class DrainPolicyMetrics implements DrainPolicyMeters {

    private static final String PREFIX = "plimsoll.drain.policy.";
    private static final String AS_IN_STATUS = "As in the status of the policy";

    private final MeterRegistry registry;
    private final StatusMeters<DrainPolicyStatus> statuses;

    DrainPolicyMetrics(MeterRegistry registry) {
        this.registry = registry;
        statuses =
                new StatusMeters<DrainPolicyStatus>(registry, PREFIX)
                        .gauge("nodes.matching", AS_IN_STATUS, DrainPolicyStatus::matching)
                        .gauge("nodes.over", AS_IN_STATUS, DrainPolicyStatus::over)
                        .gauge("nodes.unknown", AS_IN_STATUS, DrainPolicyStatus::unknown)
                        .gauge("nodes.draining", AS_IN_STATUS, DrainPolicyStatus::draining)
                        .gauge(
                                "signals.available",
                                AS_IN_STATUS,
                                status -> holds(status, DrainPolicyConditions.SIGNALS))
                        .gauge(
                                "circuit.closed",
                                AS_IN_STATUS,
                                status -> holds(status, DrainPolicyConditions.CIRCUIT));
    }

    private static double holds(DrainPolicyStatus status, String type) {
        return status.conditions().stream()
                        .anyMatch(condition -> condition.type().equals(type) && condition.status())
                ? 1
                : 0;
    }

    @Override
    public void status(String policy, DrainPolicyStatus status) {
        statuses.status(policy, status);
    }

    @Override
    public void ordered(String policy) {
        registry.counter(PREFIX + "ordered", "policy", policy).increment();
    }

    @Override
    public void forget(String policy) {
        statuses.forget(policy);
    }
}
