package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.canary.CanaryStatus;
import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.feed.FeedStatus;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
 * Publishes how the feeds and the jobs fare: a dead watch shows as an age that grows. With each
 * term of leadership new feeds begin, and their counters at zero.
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

    /** Publishes all jobs and whatever they watch. */
    void publish(List<OperatorJob> jobs, Supplier<@Nullable Term> term, BooleanSupplier leads) {
        held.add(term);
        Gauge.builder("plimsoll.leader", () -> leads.getAsBoolean() ? 1 : 0).register(registry);
        jobs.forEach(job -> job(job.name(), term));
        jobs.stream()
                .flatMap(job -> job.resources().stream())
                .distinct()
                .forEach(resource -> feed(resource, term));
    }

    private void job(String job, Supplier<@Nullable Term> term) {
        work("plimsoll.queue.depth", job, term, JobWork::queueDepth);
        work("plimsoll.queue.age.seconds", job, term, now -> seconds(now.queueAge()));
        work("plimsoll.worker.busy.seconds", job, term, now -> seconds(now.busyFor()));
    }

    private void work(
            String name,
            String job,
            Supplier<@Nullable Term> term,
            ToDoubleFunction<JobWork> value) {
        Gauge.builder(name, term, from -> read(from, now -> now.work(job), value))
                .tag("job", job)
                .register(registry);
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

    private void feed(String resource, Supplier<@Nullable Term> term) {
        gauge("last.byte.age.seconds", resource, term, now -> seconds(now.lastByteAge()));
        gauge("last.step.age.seconds", resource, term, now -> seconds(now.lastStepAge()));
        gauge("undelivered.age.seconds", resource, term, now -> seconds(now.oldestUndelivered()));
        gauge("objects", resource, term, FeedStatus::objects);
        gauge("synced", resource, term, now -> now.synced() ? 1 : 0);
        counter("relists", resource, term, FeedStatus::relists, Tags.empty());
        counter("missed.events", resource, term, FeedStatus::missedEvents, Tags.empty());
        counter("listener.failures", resource, term, FeedStatus::listenerFailures, Tags.empty());
        for (Interruption reason : Interruption.values()) {
            counter(
                    "reconnects",
                    resource,
                    term,
                    now -> now.interruptions().getOrDefault(reason, 0L),
                    Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)));
        }
    }

    private void gauge(
            String name,
            String resource,
            Supplier<@Nullable Term> term,
            ToDoubleFunction<FeedStatus> value) {
        Gauge.builder(
                        "plimsoll.feed." + name,
                        term,
                        from -> read(from, now -> now.feed(resource), value))
                .tag("resource", resource)
                .register(registry);
    }

    private void counter(
            String name,
            String resource,
            Supplier<@Nullable Term> term,
            ToDoubleFunction<FeedStatus> value,
            Tags tags) {
        FunctionCounter.builder(
                        "plimsoll.feed." + name,
                        term,
                        from -> read(from, now -> now.feed(resource), value))
                .tags(tags.and("resource", resource))
                .register(registry);
    }

    private static <T> double read(
            Supplier<@Nullable Term> term,
            Function<Term, Optional<T>> part,
            ToDoubleFunction<T> value) {
        return Optional.ofNullable(term.get()).flatMap(part).map(value::applyAsDouble).orElse(0.0);
    }

    private static double seconds(Duration age) {
        return age.toMillis() / 1000.0;
    }
}
