package dev.plimsoll.serve.labels;

import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.core.port.WriteOutcome;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * Publishes the label job's numbers: how many nodes shall and do carry labels, moves and writes.
 */
final class LabelMetrics implements LabelMeters {

    private final MeterRegistry registry;
    private final Map<String, Published> policies = new ConcurrentHashMap<>();

    /** The latest status of a policy, and the meters that read it. */
    private record Published(AtomicReference<LabelPolicyStatus> latest, List<Meter> meters) {}

    LabelMetrics(MeterRegistry registry) {
        this.registry = registry;
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
        AtomicReference<LabelPolicyStatus> latest = new AtomicReference<>(LabelPolicyStatus.NONE);
        return new Published(
                latest,
                List.of(
                        gauge("nodes.desired", policy, latest, LabelPolicyStatus::desired),
                        gauge("nodes.labelled", policy, latest, LabelPolicyStatus::labelled),
                        gauge("nodes.eligible", policy, latest, LabelPolicyStatus::eligible),
                        gauge("hosts.billed", policy, latest, LabelPolicyStatus::billedHosts),
                        FunctionCounter.builder(
                                        "plimsoll.label.moves",
                                        latest,
                                        status -> status.get().moves())
                                .description("Labels that went to one node in place of another")
                                .tag("policy", policy)
                                .register(registry)));
    }

    private Gauge gauge(
            String name,
            String policy,
            AtomicReference<LabelPolicyStatus> latest,
            ToDoubleFunction<LabelPolicyStatus> value) {
        return Gauge.builder(
                        "plimsoll.label." + name,
                        latest,
                        status -> value.applyAsDouble(status.get()))
                .description("As in the status of the policy")
                .tag("policy", policy)
                .register(registry);
    }
}
