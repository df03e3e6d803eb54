package dev.plimsoll.serve.drainpolicy;

import dev.plimsoll.core.drainpolicy.DrainPolicyConditions;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.port.DrainPolicyMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** Publishes how many nodes of a policy are over the line, unknown and draining. */
final class DrainPolicyMetrics implements DrainPolicyMeters {

    private final MeterRegistry registry;
    private final Map<String, Published> policies = new ConcurrentHashMap<>();

    /** The latest status of a policy, and the meters that read it. */
    private record Published(AtomicReference<DrainPolicyStatus> latest, List<Meter> meters) {}

    DrainPolicyMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void status(String policy, DrainPolicyStatus status) {
        policies.computeIfAbsent(policy, this::publish).latest.set(status);
    }

    @Override
    public void ordered(String policy) {
        registry.counter("plimsoll.drain.policy.ordered", "policy", policy).increment();
    }

    @Override
    public void forget(String policy) {
        Published gone = policies.remove(policy);
        if (gone != null) {
            gone.meters.forEach(registry::remove);
        }
    }

    private Published publish(String policy) {
        AtomicReference<DrainPolicyStatus> latest = new AtomicReference<>(DrainPolicyStatus.NONE);
        return new Published(
                latest,
                List.of(
                        gauge("nodes.matching", policy, latest, DrainPolicyStatus::matching),
                        gauge("nodes.over", policy, latest, DrainPolicyStatus::over),
                        gauge("nodes.unknown", policy, latest, DrainPolicyStatus::unknown),
                        gauge("nodes.draining", policy, latest, DrainPolicyStatus::draining),
                        gauge(
                                "signals.available",
                                policy,
                                latest,
                                status -> holds(status, DrainPolicyConditions.SIGNALS)),
                        gauge(
                                "circuit.closed",
                                policy,
                                latest,
                                status -> holds(status, DrainPolicyConditions.CIRCUIT))));
    }

    private static double holds(DrainPolicyStatus status, String type) {
        return status.conditions().stream()
                        .anyMatch(condition -> condition.type().equals(type) && condition.status())
                ? 1
                : 0;
    }

    private Gauge gauge(
            String name,
            String policy,
            AtomicReference<DrainPolicyStatus> latest,
            ToDoubleFunction<DrainPolicyStatus> value) {
        return Gauge.builder(
                        "plimsoll.drain.policy." + name,
                        latest,
                        status -> value.applyAsDouble(status.get()))
                .description("As in the status of the policy")
                .tag("policy", policy)
                .register(registry);
    }
}
