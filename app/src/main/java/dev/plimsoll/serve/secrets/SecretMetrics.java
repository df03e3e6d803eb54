package dev.plimsoll.serve.secrets;

import dev.plimsoll.core.port.QueueStatus;
import dev.plimsoll.core.port.RefreshMeters;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Publishes what the secrets job counts and times, by SecretRefresh, and how the queues fare. */
final class SecretMetrics implements RefreshMeters {

    private static final Duration[] BOUNDS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private final MeterRegistry registry;
    private final Map<String, List<Meter>> queues = new ConcurrentHashMap<>();

    /** The meters hold weakly what they read. */
    private final Map<String, Supplier<QueueStatus>> held = new ConcurrentHashMap<>();

    SecretMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void count(String refresh, Count count) {
        registry.counter("plimsoll.secrets." + count.id(), "refresh", refresh).increment();
    }

    @Override
    public void touched(String refresh, Duration sinceEvent) {
        timer("plimsoll.secrets.touch", refresh, "From an event, by its own time, to a touch")
                .record(sinceEvent);
    }

    @Override
    public void confirmed(String refresh, Duration sinceEvent) {
        timer(
                        "plimsoll.secrets.confirmation",
                        refresh,
                        "From an event, by its own time, to External Secrets' having read")
                .record(sinceEvent);
    }

    private Timer timer(String name, String refresh, String description) {
        return Timer.builder(name)
                .description(description)
                .tag("refresh", refresh)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    /** Shows how a queue fares, in place of what was shown of it before. */
    void show(String refresh, Supplier<QueueStatus> queue) {
        forget(refresh);
        // Zero shows before the first of each, so that a rate can be told.
        for (Count count : Count.values()) {
            var _ = registry.counter("plimsoll.secrets." + count.id(), "refresh", refresh);
        }
        held.put(refresh, queue);
        queues.put(
                refresh,
                List.of(
                        gauge(
                                "answer.age.seconds",
                                refresh,
                                queue,
                                now -> now.sinceAnswer().toMillis() / 1000.0),
                        gauge("messages.held", refresh, queue, QueueStatus::held),
                        gauge(
                                "receiving",
                                refresh,
                                queue,
                                now -> now.problem().isEmpty() ? 1 : 0)));
    }

    void forget(String refresh) {
        held.remove(refresh);
        List<Meter> gone = queues.remove(refresh);
        if (gone != null) {
            gone.forEach(registry::remove);
        }
    }

    private Gauge gauge(
            String name,
            String refresh,
            Supplier<QueueStatus> queue,
            ToDoubleFunction<QueueStatus> value) {
        return Gauge.builder(
                        "plimsoll.secrets.queue." + name,
                        queue,
                        from -> value.applyAsDouble(from.get()))
                .tag("refresh", refresh)
                .register(registry);
    }
}
