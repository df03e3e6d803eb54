package dev.plimsoll.operator.drain;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainDecision;
import dev.plimsoll.core.drain.DrainMove;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainPlanner;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainProgress;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.core.port.DrainWorld.Look;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drains one node: looks, decides, acts, tells, until it has ended. What it knows between two looks
 * is a {@link DrainProgress}; what the server shows goes before what it remembers.
 */
public final class DrainRun {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration AFTER_A_DOUBT = Duration.ofSeconds(2);
    private static final int ATTEMPTS_TO_OPEN = 30;

    private final String node;
    private final DrainOptions options;
    private final DrainWorld world;
    private final DrainListener listener;
    private final InstantSource clock;
    private final Rest rest;
    private DrainProgress progress;
    private Set<Workload> counted = Set.of();
    private boolean planned;
    private int evicted;
    private String told = "";

    /** Lets time go by. */
    @FunctionalInterface
    public interface Rest {
        void pass(Duration time) throws InterruptedException;
    }

    public DrainRun(
            String node,
            DrainOptions options,
            DrainWorld world,
            DrainListener listener,
            InstantSource clock,
            Rest rest) {
        this.node = node;
        this.options = options;
        this.world = world;
        this.listener = listener;
        this.clock = clock;
        this.rest = rest;
        this.progress = DrainProgress.begun(clock.instant());
    }

    /**
     * Goes on until the node is empty or the drain is given up.
     *
     * @throws InterruptedException where it was interrupted; the node is left as it is
     */
    public DrainResult run() throws InterruptedException {
        Optional<DrainResult> result = turn();
        while (result.isEmpty()) {
            rest.pass(BETWEEN_LOOKS);
            result = turn();
        }
        listener.ended(node, result.get());
        return result.get();
    }

    private Optional<DrainResult> turn() throws InterruptedException {
        return switch (world.look(node, counted)) {
            case Look.Missing() -> Optional.of(new DrainResult.NoNode());
            case Look.Failed(String why) -> unseen(why);
            case Look.Seen(DrainSight sight) -> planned ? decide(sight) : plan(sight);
        };
    }

    /** Nothing is decided on what is not seen, for as long as the drain may take. */
    private Optional<DrainResult> unseen(String why) {
        tell(why);
        return progress.startedAt().plus(options.timeout()).isBefore(clock.instant())
                ? Optional.of(new DrainResult.GivenUp(why, false))
                : Optional.empty();
    }

    /** Tells what is to come; how many ready pods the workloads have is seen at the next look. */
    private Optional<DrainResult> plan(DrainSight sight) {
        planned = true;
        listener.planned(DrainPlanner.plan(sight.node(), sight.pods(), sight.budgets(), options));
        if (options.waitForReplacement()) {
            counted =
                    sight.pods().stream()
                            .filter(pod -> Tier.of(pod).evicted())
                            .flatMap(pod -> Workload.of(pod).stream())
                            .collect(Collectors.toSet());
        }
        return Optional.empty();
    }

    private Optional<DrainResult> decide(DrainSight sight) throws InterruptedException {
        Instant now = clock.instant();
        DrainProgress before = progress;
        progress = before.seen(sight, options, now);
        counted = progress.awaited();
        before.going()
                .forEach((uid, one) -> {
                    if (!progress.going().containsKey(uid)) {
                        listener.gone(node, one.pod(), Duration.between(one.since(), now));
                    }
                });
        return act(sight, now);
    }

    /** Does one thing after the other for as long as what was seen can be trusted. */
    private Optional<DrainResult> act(DrainSight sight, Instant now) throws InterruptedException {
        while (true) {
            switch (DrainDecision.next(sight, progress, options, now)) {
                case DrainMove.Evict(DrainPod pod) -> {
                    Optional<DrainResult> result = evict(pod, sight, now);
                    boolean guarded =
                            sight.budgets().stream()
                                    .anyMatch(one -> one.namespace().equals(pod.namespace()));
                    if (result.isPresent() || guarded || !progress.going().containsKey(pod.uid())) {
                        return result;
                    }
                }
                case DrainMove.CordonNode() -> {
                    return cordon(sight.node());
                }
                case DrainMove.Await(String why) -> {
                    tell(why);
                    return Optional.empty();
                }
                case DrainMove.Finish() -> {
                    Duration took = Duration.between(progress.startedAt(), now);
                    return Optional.of(new DrainResult.Drained(evicted, took));
                }
                case DrainMove.GiveUp(String why) -> {
                    return Optional.of(giveUp(why, sight));
                }
            }
        }
    }

    private Optional<DrainResult> cordon(Node seen) {
        return switch (world.cordon(seen)) {
            case WriteOutcome.Done<Node> _ -> {
                listener.cordoned(node);
                yield Optional.empty();
            }
            case WriteOutcome.Refused<Node>(int _, String message) ->
                    Optional.of(
                            new DrainResult.GivenUp("It may not be cordoned: " + message, false));
            // What has become of it shows at the next look.
            case WriteOutcome.Conflict<Node> _,
                    WriteOutcome.Gone<Node> _,
                    WriteOutcome.Busy<Node> _,
                    WriteOutcome.Doubtful<Node> _,
                    WriteOutcome.Withheld<Node> _ ->
                    Optional.empty();
        };
    }

    private Optional<DrainResult> evict(DrainPod pod, DrainSight sight, Instant now)
            throws InterruptedException {
        listener.evicting(node, pod);
        switch (world.evict(pod)) {
            case WriteOutcome.Done<DrainPod> _ -> {
                evicted++;
                progress = progress.evicted(pod, now);
            }
            case WriteOutcome.Busy<DrainPod>(Duration retryAfter, String message) ->
                    progress = progress.refused(pod, "was refused: " + message, retryAfter, now);
            case WriteOutcome.Refused<DrainPod>(int _, String message) -> {
                return Optional.of(
                        giveUp(
                                "The pod %s may not be evicted: %s".formatted(pod.key(), message),
                                sight));
            }
            case WriteOutcome.Doubtful<DrainPod>(String message) ->
                    progress =
                            progress.refused(
                                    pod, "was asked for in vain: " + message, AFTER_A_DOUBT, now);
            case WriteOutcome.Conflict<DrainPod>(String message) ->
                    progress = progress.refused(pod, "was refused: " + message, AFTER_A_DOUBT, now);
            // It has gone: the next look shows it.
            case WriteOutcome.Gone<DrainPod> _, WriteOutcome.Withheld<DrainPod> _ -> {}
        }
        return Optional.empty();
    }

    private DrainResult giveUp(String why, DrainSight sight) throws InterruptedException {
        boolean opened = false;
        if (sight.cordon() == Cordon.OURS) {
            for (int attempt = 0; attempt < ATTEMPTS_TO_OPEN && !opened; attempt++) {
                if (attempt > 0) {
                    rest.pass(AFTER_A_DOUBT);
                }
                opened = world.uncordon(sight.node()) instanceof WriteOutcome.Done;
            }
        }
        return new DrainResult.GivenUp(why, opened);
    }

    private void tell(String why) {
        if (!why.equals(told)) {
            told = why;
            listener.waiting(node, why);
        }
    }
}
