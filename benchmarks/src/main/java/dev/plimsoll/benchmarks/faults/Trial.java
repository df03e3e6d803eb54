package dev.plimsoll.benchmarks.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Lets one client suffer one fault, and times what it does. */
record Trial(Trouble trouble, Stage stage, Subject subject, Duration patience) {

    private static final Duration READY = Duration.ofMinutes(3);

    /** So long a fault lasts at least, that many a try falls into it. */
    private static final Duration SHORTEST = Duration.ofSeconds(20);

    private static final Duration AFTER_NOTICE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Waits until the client is at rest with a whole copy. */
    void prepare() throws InterruptedException {
        Map<String, String> whole = stage.fresh();
        long end = System.nanoTime() + READY.toNanos();
        if (await(
                        end,
                        () ->
                                subject.live() && subject.told().equals(whole)
                                        ? OptionalLong.of(1)
                                        : OptionalLong.empty())
                .isEmpty()) {
            throw new IllegalStateException(
                    "A client was not ready for \"%s\".".formatted(trouble.fault()));
        }
    }

    Outcome run() throws InterruptedException {
        int ends = trouble.phase().ends();
        subject.attend();
        trouble.begin().accept(stage);
        trouble.phase().lead(stage);
        OptionalLong struck =
                await(
                        System.nanoTime() + patience.toNanos(),
                        () -> {
                            OptionalLong strike = stage.firstStrike();
                            return strike.isPresent() || stage.ruled()
                                    ? strike
                                    : subject.reached(ends);
                        });
        if (struck.isEmpty()) {
            throw new IllegalStateException(
                    "A client never came to \"%s\", %s."
                            .formatted(trouble.fault(), trouble.phase().title()));
        }
        long strike = struck.getAsLong();
        stage.change();
        Map<String, String> wanted = stage.fresh();
        OptionalLong noticed =
                await(strike + patience.toNanos(), () -> subject.noticed(strike, ends));
        long healed = strike;
        if (!trouble.passing()) {
            long until =
                    noticed.isPresent()
                            ? Math.max(
                                    noticed.getAsLong() + AFTER_NOTICE.toNanos(),
                                    strike + SHORTEST.toNanos())
                            : strike;
            sleepUntil(until);
            trouble.heal().accept(stage);
            healed = System.nanoTime();
        }
        long from = Math.max(healed, noticed.orElse(healed));
        OptionalLong recovered =
                await(
                        Math.max(from, System.nanoTime()) + patience.toNanos(),
                        () ->
                                subject.told().equals(wanted)
                                        ? OptionalLong.of(System.nanoTime())
                                        : OptionalLong.empty());
        return new Outcome(
                span(strike, noticed),
                span(from, recovered),
                missed(stage.fresh(), subject.told()));
    }

    private static Optional<Duration> span(long from, OptionalLong to) {
        return to.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.max(0, to.getAsLong() - from)));
    }

    private static int missed(Map<String, String> fresh, Map<String, String> told) {
        Set<String> names = new TreeSet<>(fresh.keySet());
        names.addAll(told.keySet());
        names.removeIf(name -> Objects.equals(fresh.get(name), told.get(name)));
        return names.size();
    }

    private static OptionalLong await(long end, Supplier<OptionalLong> sign)
            throws InterruptedException {
        OptionalLong seen = sign.get();
        while (seen.isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(LOOK);
            seen = sign.get();
        }
        return seen;
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
