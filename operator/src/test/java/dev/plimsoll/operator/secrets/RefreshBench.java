package dev.plimsoll.operator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.port.MessageQueue.Message;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.RefreshSpec;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.operator.queue.Backoff;
import dev.plimsoll.operator.queue.SteppedClock;
import dev.plimsoll.operator.queue.WriteBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A refresh job on a cloud in memory, at a time that stands still until it is run. */
final class RefreshBench {

    static final String AT = "2026-01-31T16:44:48Z";

    final SteppedClock clock = new SteppedClock();
    final MemoryCloud cloud = new MemoryCloud();

    static RefreshSpec spec(boolean force) {
        return new RefreshSpec(
                "q", Optional.empty(), List.of(), List.of(), 20, force, Optional.empty(), false);
    }

    RefreshJob job(boolean force) {
        return job(spec(force));
    }

    RefreshJob job(RefreshSpec spec) {
        SplittableRandom random = new SplittableRandom(7);
        return new RefreshJob(
                cloud,
                cloud,
                cloud,
                spec,
                cloud,
                clock,
                new WriteBudget(clock, 20, 5),
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), random),
                random);
    }

    static EventReading change(String event, String name) {
        return change(event, name, Instant.parse(AT));
    }

    static EventReading change(String event, String name, Instant at) {
        return new EventReading.Changed(
                new SecretChange(
                        Optional.of(event),
                        Optional.of(AwsService.PARAMETER_STORE),
                        Optional.of("123456789012"),
                        Optional.of("us-east-2"),
                        List.of(name),
                        "Update",
                        Optional.of(at)));
    }

    static Message message(String receipt) {
        return new Message("message", receipt, "hunter2", Optional.empty(), false);
    }

    /** A message that the queue has delivered before, perhaps to a process that ended then. */
    static Message again(String receipt) {
        return new Message("message", receipt, "hunter2", Optional.empty(), true);
    }

    /** Lets time pass until nothing is due any more. */
    Duration run(RefreshJob job) {
        Instant begun = clock.instant();
        while (true) {
            while (job.step()) {
                assertThat(cloud.written).hasSizeLessThan(10_000);
            }
            Optional<Instant> next = job.nextDue();
            if (job.underWay() == 0 || next.isEmpty()) {
                return Duration.between(begun, clock.instant());
            }
            clock.advance(Duration.between(clock.instant(), next.get()).plusNanos(1));
        }
    }
}
