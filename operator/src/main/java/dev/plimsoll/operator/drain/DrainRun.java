package dev.plimsoll.operator.drain;

import dev.plimsoll.core.drain.DrainDecision;
import dev.plimsoll.core.drain.DrainMove;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainPlanner;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainProgress;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.OnTimeout;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.core.port.DrainWorld.Look;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Drains one node: looks, decides, acts, tells, until it has ended. What it knows between two looks
 * is a {@link DrainProgress}; what the server shows goes before what it remembers. It has no
 * thread: whoever drives it calls {@link #turn} until there is a result, and between two turns
 * waits for as long as {@link #pause} says, or until the alarm wakes it.
 */
public final class DrainRun {

    private static final Duration AFTER_A_DOUBT = Duration.ofSeconds(2);

    private final String node;
    private final DrainOptions options;
    private final DrainWorld world;
    private final DrainListener listener;
    private final InstantSource clock;
    private final NodeOpening opening;
    private DrainProgress progress;
    private @Nullable Function<DrainSight, DrainProgress> resumption;
    private Set<Workload> counted = Set.of();
    private boolean planned;
    private boolean informed;
    private boolean touched;
    private String nodeUid = "";
    private @Nullable DrainSight sight;
    private @Nullable String givingUp;
    private int evicted;
    private String told = "";
    private Hurry hurry = Hurry.NONE;

    /** A drain that a person waits for: it ends also where it can see or open nothing any more. */
    public DrainRun(
            String node,
            DrainOptions options,
            DrainWorld world,
            DrainListener listener,
            InstantSource clock) {
        this(
                node,
                options,
                world,
                listener,
                clock,
                NodeOpening.forAWhile(world, clock),
                clock.instant());
    }

    private DrainRun(
            String node,
            DrainOptions options,
            DrainWorld world,
            DrainListener listener,
            InstantSource clock,
            NodeOpening opening,
            Instant startedAt) {
        this.node = node;
        this.options = options;
        this.world = world;
        this.listener = listener;
        this.clock = clock;
        this.opening = opening;
        this.progress = DrainProgress.begun(startedAt);
    }

    /**
     * A drain that may be interrupted and taken up by another: it never ends before it has seen
     * that it leaves nothing behind, and touches nothing in the turn in which it learns what others
     * must know to go on.
     *
     * @param startedAt from when its time-out counts
     */
    public static DrainRun lasting(
            String node,
            DrainOptions options,
            DrainWorld world,
            DrainListener listener,
            InstantSource clock,
            Instant startedAt) {
        NodeOpening opening = NodeOpening.forGood(world, clock);
        return new DrainRun(node, options, world, listener, clock, opening, startedAt);
    }

    /**
     * Goes on where another one was interrupted.
     *
     * @param uid the node's; empty where it was not seen yet
     * @param workloads whose pods are to be counted at the first look
     * @param memory what was known, given what is seen first
     */
    public void resume(
            String uid, Set<Workload> workloads, Function<DrainSight, DrainProgress> memory) {
        nodeUid = uid;
        counted = workloads;
        resumption = memory;
        touched = true;
        opening.doubt();
    }

    /** Looks once, and does what is to be done now; gives how it ended, once it has. */
    public Optional<DrainResult> turn() {
        hurry = Hurry.NONE;
        Optional<DrainResult> result =
                switch (world.look(node, counted)) {
                    case Look.Missing() -> Optional.of(missing());
                    case Look.Forbidden(String why) when !touched ->
                            Optional.of(new DrainResult.GivenUp(why, false));
                    case Look.Forbidden(String why) -> unseen(why);
                    case Look.Failed(String why) -> unseen(why);
                    case Look.Seen(DrainSight found) -> seen(found);
                };
        result.ifPresent(end -> listener.ended(node, end));
        return result;
    }

    /**
     * Sets the alarm to what is waited for after the last turn.
     *
     * @return when to take the next turn if the alarm is silent
     */
    public Duration pause(DrainAlarm alarm) {
        boolean noticed = alarm.set(progress.waits(node, options));
        return hurry.pause(progress, options, noticed, clock.instant());
    }

    /** Gives the drain up: from the next turn on its node is opened, and nothing else is done. */
    public void giveUp(String why) {
        if (givingUp == null) {
            givingUp = why;
        }
    }

    /** Tells whether all is known that whoever takes the drain over must know. */
    public boolean informed() {
        return informed;
    }

    /** Why it is given up, as a sentence; empty while it is not. */
    public Optional<String> givingUp() {
        return Optional.ofNullable(givingUp);
    }

    /** What was seen at the last look that saw something. */
    public Optional<DrainSight> sight() {
        return Optional.ofNullable(sight);
    }

    public DrainProgress progress() {
        return progress;
    }

    /** What is waited for, as a sentence; empty where nothing was yet. */
    public String waitingFor() {
        return told;
    }

    private DrainResult missing() {
        Duration took = Duration.between(progress.startedAt(), clock.instant());
        return nodeUid.isEmpty()
                ? new DrainResult.NoNode()
                : new DrainResult.NodeGone(evicted, took);
    }

    private Optional<DrainResult> seen(DrainSight found) {
        if (!nodeUid.isEmpty() && !nodeUid.equals(found.node().uid())) {
            return Optional.of(missing());
        }
        nodeUid = found.node().uid();
        sight = found;
        opening.seen(found);
        if (resumption != null) {
            progress = resumption.apply(found);
            resumption = null;
            planned = true;
            informed = true;
        }
        if (givingUp != null) {
            hurry = Hurry.SOON;
            return opening.attempt(found, givingUp);
        }
        return planned ? decide(found) : plan(found);
    }

    /** Nothing is decided on what is not seen, for as long as the drain may take. */
    private Optional<DrainResult> unseen(String why) {
        tell(why);
        hurry = Hurry.SOON;
        boolean late = progress.startedAt().plus(options.timeout()).isBefore(clock.instant());
        return late && !opening.lasting()
                ? Optional.of(new DrainResult.GivenUp(why, false))
                : Optional.empty();
    }

    /** Tells what is to come; how many ready pods the workloads have is seen at the next look. */
    private Optional<DrainResult> plan(DrainSight found) {
        planned = true;
        hurry = Hurry.NOW;
        listener.planned(DrainPlanner.plan(found.node(), found.pods(), found.budgets(), options));
        if (options.waitForReplacement()) {
            counted =
                    found.pods().stream()
                            .filter(pod -> Tier.of(pod).evicted())
                            .flatMap(pod -> Workload.of(pod).stream())
                            .collect(Collectors.toSet());
        }
        return Optional.empty();
    }

    private Optional<DrainResult> decide(DrainSight found) {
        Instant now = clock.instant();
        DrainProgress before = progress;
        progress = before.seen(found, options, now);
        counted = progress.awaited(options);
        before.going()
                .forEach((uid, one) -> {
                    if (!progress.going().containsKey(uid)) {
                        listener.gone(node, one.pod(), Duration.between(one.since(), now));
                    }
                });
        if (!informed && opening.lasting()) {
            informed = true;
            hurry = Hurry.NOW;
            return Optional.empty();
        }
        return act(found, now);
    }

    /** Does one thing after the other for as long as what was seen can be trusted. */
    private Optional<DrainResult> act(DrainSight seen, Instant now) {
        DrainSight found = seen;
        while (true) {
            switch (DrainDecision.next(found, progress, options, now)) {
                case DrainMove.Evict(DrainPod pod) -> {
                    listener.evicting(node, pod);
                    letGo(pod, world.evict(pod), now);
                    if (givingUp != null) {
                        return abandon(givingUp, found);
                    } else if (!progress.going().containsKey(pod.uid())) {
                        return Optional.empty();
                    }
                    found = found.letGo(pod);
                    progress = progress.seen(found, options, now);
                    counted = progress.awaited(options);
                }
                case DrainMove.Delete(DrainPod pod) -> {
                    listener.deleting(node, pod);
                    letGo(pod, world.delete(pod), now);
                    return givingUp == null ? Optional.empty() : abandon(givingUp, found);
                }
                case DrainMove.CordonNode() -> {
                    return cordon(found);
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
                    return abandon(why, found);
                }
            }
        }
    }

    private Optional<DrainResult> cordon(DrainSight found) {
        // Where somebody opens it again and again, they are not raced.
        hurry = touched ? Hurry.SOON : Hurry.NOW;
        touched = true;
        switch (world.cordon(found.node())) {
            case WriteOutcome.Done<?> _ -> {
                sight = found.closed();
                listener.cordoned(node);
            }
            case WriteOutcome.Refused<?>(int _, String message) -> {
                return abandon("It may not be cordoned: " + message, found);
            }
            // It may still arrive.
            case WriteOutcome.Doubtful<?> _ -> opening.doubt();
            // What has become of it shows at the next look.
            case WriteOutcome.Conflict<?> _,
                    WriteOutcome.Gone<?> _,
                    WriteOutcome.Busy<?> _,
                    WriteOutcome.Withheld<?> _ -> {}
        }
        return Optional.empty();
    }

    private void letGo(DrainPod pod, WriteOutcome<DrainPod> outcome, Instant now) {
        hurry = Hurry.SOON;
        switch (outcome) {
            case WriteOutcome.Done<DrainPod> _ -> {
                evicted++;
                progress = progress.evicted(pod, now);
                hurry = Hurry.NONE;
            }
            case WriteOutcome.Busy<DrainPod>(Duration retryAfter, String message) ->
                    progress = progress.refused(pod, "was refused: " + message, retryAfter, now);
            case WriteOutcome.Refused<DrainPod>(int _, String message) ->
                    giveUp("The pod %s may not be made to leave: %s".formatted(pod.key(), message));
            case WriteOutcome.Doubtful<DrainPod>(String message) ->
                    progress =
                            progress.refused(
                                    pod, "was asked for in vain: " + message, AFTER_A_DOUBT, now);
            case WriteOutcome.Conflict<DrainPod>(String message) ->
                    progress = progress.refused(pod, "was refused: " + message, AFTER_A_DOUBT, now);
            // The next look shows what has become of it, or who was first.
            case WriteOutcome.Gone<DrainPod> _, WriteOutcome.Withheld<DrainPod> _ -> {}
        }
    }

    private Optional<DrainResult> abandon(String why, DrainSight found) {
        giveUp(why);
        return options.onTimeout() == OnTimeout.STAY_CORDONED
                ? Optional.of(new DrainResult.GivenUp(why, false))
                : opening.attempt(found, why);
    }

    private void tell(String why) {
        if (!why.equals(told)) {
            told = why;
            listener.waiting(node, why);
        }
    }
}
