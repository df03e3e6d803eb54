package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.feed.Feed;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Publishes how the feeds fare: a dead watch shows as an age that grows. */
final class FeedMetrics {

    private final MeterRegistry registry;

    FeedMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void publish(Feed<?> feed) {
        gauge(feed, "last.byte.age.seconds", status -> seconds(status.lastByteAge()));
        gauge(feed, "last.step.age.seconds", status -> seconds(status.lastStepAge()));
        gauge(feed, "undelivered.age.seconds", status -> seconds(status.oldestUndelivered()));
        gauge(feed, "objects", FeedStatus::objects);
        gauge(feed, "synced", status -> status.synced() ? 1 : 0);
        counter(feed, "relists", FeedStatus::relists);
        counter(feed, "missed.events", FeedStatus::missedEvents);
        counter(feed, "listener.failures", FeedStatus::listenerFailures);
        for (Interruption reason : Interruption.values()) {
            FunctionCounter.builder(
                            "plimsoll.feed.reconnects",
                            feed,
                            watched -> watched.status().interruptions().getOrDefault(reason, 0L))
                    .tag("resource", feed.status().resource())
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void gauge(Feed<?> feed, String name, ToDoubleFunction<FeedStatus> value) {
        Gauge.builder(
                        "plimsoll.feed." + name,
                        feed,
                        watched -> value.applyAsDouble(watched.status()))
                .tag("resource", feed.status().resource())
                .register(registry);
    }

    private void counter(Feed<?> feed, String name, ToDoubleFunction<FeedStatus> value) {
        FunctionCounter.builder(
                        "plimsoll.feed." + name,
                        feed,
                        watched -> value.applyAsDouble(watched.status()))
                .tag("resource", feed.status().resource())
                .register(registry);
    }

    private static double seconds(Duration age) {
        return age.toMillis() / 1000.0;
    }
}
