package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.canary.CanaryStatus;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Publishes how the feeds, the queue and the worker fare: a dead watch shows as an age that grows.
 * With each term of leadership new feeds begin, and their counters at zero.
 */
final class OperatorMetrics {

    private final MeterRegistry registry;

    /**
     * The meters hold weakly what they read: without this, the first collection of garbage ends it.
     */
    private final List<Object> held = new ArrayList<>();

    OperatorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void publish(Supplier<@Nullable LabelWork> work, BooleanSupplier leads) {
        held.add(work);
        Gauge.builder("plimsoll.leader", () -> leads.getAsBoolean() ? 1 : 0).register(registry);
        gauge("plimsoll.queue.depth", work, now -> now.queue().depth(), "job", "labels");
        gauge(
                "plimsoll.queue.age.seconds",
                work,
                now -> seconds(now.queue().age()),
                "job",
                "labels");
        gauge("plimsoll.worker.busy.seconds", work, now -> seconds(now.busyFor()), "job", "labels");
        feed("nodes", work, LabelWork::nodeFeed);
        feed("nodelabelpolicies", work, LabelWork::policyFeed);
    }

    /** Publishes the canary: a way that is dead shows as an age that grows. */
    void publish(Supplier<Optional<CanaryStatus>> canary) {
        held.add(canary);
        canary(
                "round.trip.seconds",
                canary,
                now -> now.roundTrip().map(OperatorMetrics::seconds).orElse(0.0));
        canary("age.seconds", canary, now -> seconds(now.age()));
        canary("unreturned", canary, CanaryStatus::unreturned);
    }

    private void canary(
            String name,
            Supplier<Optional<CanaryStatus>> canary,
            ToDoubleFunction<CanaryStatus> value) {
        Gauge.builder(
                        "plimsoll.canary." + name,
                        canary,
                        from -> from.get().map(value::applyAsDouble).orElse(0.0))
                .register(registry);
    }

    private void feed(
            String resource,
            Supplier<@Nullable LabelWork> work,
            Function<LabelWork, FeedStatus> feed) {
        String[] tag = {"resource", resource};
        gauge(
                "plimsoll.feed.last.byte.age.seconds",
                work,
                now -> seconds(feed.apply(now).lastByteAge()),
                tag);
        gauge(
                "plimsoll.feed.last.step.age.seconds",
                work,
                now -> seconds(feed.apply(now).lastStepAge()),
                tag);
        gauge(
                "plimsoll.feed.undelivered.age.seconds",
                work,
                now -> seconds(feed.apply(now).oldestUndelivered()),
                tag);
        gauge("plimsoll.feed.objects", work, now -> feed.apply(now).objects(), tag);
        gauge("plimsoll.feed.synced", work, now -> feed.apply(now).synced() ? 1 : 0, tag);
        counter("plimsoll.feed.relists", work, now -> feed.apply(now).relists(), tag);
        counter("plimsoll.feed.missed.events", work, now -> feed.apply(now).missedEvents(), tag);
        counter(
                "plimsoll.feed.listener.failures",
                work,
                now -> feed.apply(now).listenerFailures(),
                tag);
        for (Interruption reason : Interruption.values()) {
            counter(
                    "plimsoll.feed.reconnects",
                    work,
                    now -> feed.apply(now).interruptions().getOrDefault(reason, 0L),
                    "resource",
                    resource,
                    "reason",
                    reason.name().toLowerCase(Locale.ROOT));
        }
    }

    private void gauge(
            String name,
            Supplier<@Nullable LabelWork> work,
            ToDoubleFunction<LabelWork> value,
            String... tags) {
        Gauge.builder(name, work, from -> read(from, value)).tags(tags).register(registry);
    }

    private void counter(
            String name,
            Supplier<@Nullable LabelWork> work,
            ToDoubleFunction<LabelWork> value,
            String... tags) {
        FunctionCounter.builder(name, work, from -> read(from, value))
                .tags(tags)
                .register(registry);
    }

    private static double read(
            Supplier<@Nullable LabelWork> work, ToDoubleFunction<LabelWork> value) {
        LabelWork now = work.get();
        return now == null ? 0 : value.applyAsDouble(now);
    }

    private static double seconds(Duration age) {
        return age.toMillis() / 1000.0;
    }
}
