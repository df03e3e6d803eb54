package dev.plimsoll.serve.job;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Publishes numbers of the latest status of each policy of a kind, told apart by the tag {@code
 * policy}. What is to be published is said once, before the first status comes.
 *
 * @param <S> the status
 */
public final class StatusMeters<S> {

    private final MeterRegistry registry;
    private final String prefix;
    private final List<BiFunction<String, AtomicReference<S>, Meter>> kinds = new ArrayList<>();
    private final Map<String, Published<S>> policies = new ConcurrentHashMap<>();

    /** The latest status of a policy, and the meters that read it. */
    private record Published<S>(AtomicReference<S> latest, List<Meter> meters) {}

    /**
     * @param prefix of every name, such as {@code plimsoll.label.}
     */
    public StatusMeters(MeterRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    /** Publishes what goes up and down. */
    public StatusMeters<S> gauge(String name, String description, ToDoubleFunction<S> value) {
        kinds.add((policy, latest) ->
                Gauge.builder(prefix + name, latest, status -> value.applyAsDouble(status.get()))
                        .description(description)
                        .tag("policy", policy)
                        .register(registry));
        return this;
    }

    /** Publishes what only goes up. */
    public StatusMeters<S> counter(String name, String description, ToDoubleFunction<S> value) {
        kinds.add((policy, latest) ->
                FunctionCounter.builder(
                                prefix + name, latest, status -> value.applyAsDouble(status.get()))
                        .description(description)
                        .tag("policy", policy)
                        .register(registry));
        return this;
    }

    /** Takes the latest status of a policy. */
    public void status(String policy, S status) {
        policies.computeIfAbsent(policy, name -> publish(name, status)).latest.set(status);
    }

    /** Forgets a policy that is gone. */
    public void forget(String policy) {
        Published<S> gone = policies.remove(policy);
        if (gone != null) {
            gone.meters.forEach(registry::remove);
        }
    }

    private Published<S> publish(String policy, S first) {
        AtomicReference<S> latest = new AtomicReference<>(first);
        return new Published<>(
                latest, kinds.stream().map(kind -> kind.apply(policy, latest)).toList());
    }
}
