package dev.plimsoll.serve.capacity;

import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.port.ConsolidationMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** Publishes what each ConsolidationPolicy has planned, as its status has it. */
final class ConsolidationMetrics implements ConsolidationMeters {

    private final MeterRegistry registry;
    private final Map<String, Published> policies = new ConcurrentHashMap<>();

    /** The latest status of a policy, and the meters that read it. */
    private record Published(AtomicReference<ConsolidationStatus> latest, List<Meter> meters) {}

    ConsolidationMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void status(String policy, ConsolidationStatus status) {
        policies.computeIfAbsent(policy, this::publish).latest.set(status);
    }

    @Override
    public void forget(String policy) {
        Published gone = policies.remove(policy);
        if (gone != null) {
            gone.meters.forEach(registry::remove);
        }
    }

    private Published publish(String policy) {
        AtomicReference<ConsolidationStatus> latest =
                new AtomicReference<>(ConsolidationStatus.NONE);
        return new Published(
                latest,
                List.of(
                        gauge(
                                "removable.nodes",
                                "Nodes that can go",
                                policy,
                                latest,
                                ConsolidationStatus::removable),
                        gauge(
                                "savings.usd.per.month",
                                "What that would save, at on-demand prices",
                                policy,
                                latest,
                                status -> status.savingsUsd().doubleValue()),
                        gauge(
                                "draining.nodes",
                                "Nodes that the policy has drained now",
                                policy,
                                latest,
                                status -> status.draining().size()),
                        gauge(
                                "halted",
                                "1 where somebody has to look",
                                policy,
                                latest,
                                status -> halted(status) ? 1 : 0)));
    }

    private static boolean halted(ConsolidationStatus status) {
        return status.conditions().stream()
                .anyMatch(one -> one.type().equals("Halted") && one.status());
    }

    private Gauge gauge(
            String name,
            String description,
            String policy,
            AtomicReference<ConsolidationStatus> latest,
            ToDoubleFunction<ConsolidationStatus> value) {
        return Gauge.builder(
                        "plimsoll.consolidation." + name,
                        latest,
                        status -> value.applyAsDouble(status.get()))
                .description(description)
                .tag("policy", policy)
                .register(registry);
    }
}
