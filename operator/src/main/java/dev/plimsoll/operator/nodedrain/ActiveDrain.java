package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.drain.OnTimeout;
import dev.plimsoll.core.nodedrain.DrainReport;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.nodedrain.PodState;
import dev.plimsoll.core.nodedrain.Resumption;
import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.operator.drain.DrainListener;
import dev.plimsoll.operator.drain.DrainResult;
import dev.plimsoll.operator.drain.DrainRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * One drain under way: its run, and what its status is to say. It writes nothing; the status it
 * gives must be kept before it is asked for the next one where it says so.
 */
final class ActiveDrain {

    private final NodeDrainSpec spec;
    private final DrainRun run;
    private final DrainAlarm alarm;
    private final NodeEnding ending;
    private final InstantSource clock;
    private boolean cancelled;
    private boolean doubtful;
    private Instant endAgain = Instant.MIN;
    private String endMessage = "";

    /**
     * What a turn came to.
     *
     * @param status as it is now
     * @param vital nothing more may be done before it is kept
     * @param again when to go on
     */
    record Turn(NodeDrainStatus status, boolean vital, Duration again) {}

    ActiveDrain(
            NodeDrain drain,
            NodeDrainSpec spec,
            DrainWorld world,
            DrainAlarm alarm,
            DrainListener listener,
            NodeEnding ending,
            InstantSource clock) {
        this.spec = spec;
        this.alarm = alarm;
        this.ending = ending;
        this.clock = clock;
        NodeDrainStatus known = drain.status();
        run =
                DrainRun.lasting(
                        spec.nodeName(),
                        spec.drain(),
                        world,
                        listener,
                        clock,
                        known.started().orElseGet(clock::instant));
        if (!known.nodeUid().isEmpty()) {
            run.resume(
                    known.nodeUid(),
                    Resumption.counted(known),
                    sight -> Resumption.progress(known, sight, clock.instant()));
        }
    }

    /** Wakes nobody any more. */
    void close() {
        alarm.close();
    }

    /** Gives it up because somebody wants that. */
    void cancel(String why) {
        if (!cancelled) {
            cancelled = true;
            run.giveUp(why);
        }
    }

    /**
     * Does what is to be done now.
     *
     * @param known the status that is kept
     */
    Turn turn(NodeDrainStatus known) {
        Optional<DrainResult> result = run.turn();
        Instant now = clock.instant();
        NodeDrainStatus seen =
                run.sight()
                        .map(sight ->
                                DrainReport.of(known, sight, run.progress(), spec.drain(), now))
                        .orElse(known);
        if (result.isEmpty()) {
            refuseMisfit(known);
            return going(known, run.informed() ? seen : known);
        }
        return switch (result.get()) {
            case DrainResult.Drained _ -> end(known, seen);
            case DrainResult.NodeGone _ ->
                    over(
                            cancelled
                                    ? DrainVerdict.abandoned(
                                            seen, true, why("The node is gone."), now)
                                    : DrainVerdict.gone(seen, now));
            case DrainResult.NoNode() ->
                    over(
                            DrainVerdict.abandoned(
                                    seen,
                                    cancelled,
                                    "There is no node %s.".formatted(spec.nodeName()),
                                    now));
            case DrainResult.GivenUp(String why, boolean opened) ->
                    over(
                            DrainVerdict.abandoned(
                                    seen,
                                    cancelled,
                                    why + (opened ? " The node is open to pods again." : ""),
                                    now));
        };
    }

    /** A node that cannot end as is asked for is not touched. */
    private void refuseMisfit(NodeDrainStatus known) {
        if (known.phase() == Phase.PENDING) {
            run.sight()
                    .flatMap(sight -> spec.end().misfit(NodeEnd.of(sight.node())))
                    .ifPresent(run::giveUp);
        }
    }

    private Turn going(NodeDrainStatus known, NodeDrainStatus seen) {
        String message =
                run.givingUp()
                        .map(why -> why + " It is being given up.")
                        .orElse(run.waitingFor().isEmpty() ? known.message() : run.waitingFor());
        NodeDrainStatus status = DrainVerdict.going(seen, phase(known, seen), message);
        boolean firstKnown = known.nodeUid().isEmpty() && !status.nodeUid().isEmpty();
        return new Turn(status, firstKnown, run.pause(alarm));
    }

    private Phase phase(NodeDrainStatus known, NodeDrainStatus seen) {
        boolean leaving =
                seen.steps().stream()
                        .anyMatch(step ->
                                step.state() == PodState.GONE || step.state() == PodState.LEAVING);
        boolean closed = run.sight().map(DrainSight::cordon).orElse(Cordon.NONE) != Cordon.NONE;
        Phase now = leaving && closed ? Phase.EVICTING : closed ? Phase.CORDONED : Phase.PENDING;
        // What has begun to be evicted stays so, also where somebody opens the node meanwhile.
        boolean further = known.phase() == Phase.EVICTING || known.phase() == Phase.ENDING;
        return further ? Phase.EVICTING : now;
    }

    private Turn end(NodeDrainStatus known, NodeDrainStatus seen) {
        Instant now = clock.instant();
        DrainSight sight = run.sight().orElseThrow();
        Optional<String> spared = NodeEnding.spared(spec, NodeEnd.of(sight.node()));
        if (spared.isPresent()) {
            return over(DrainVerdict.succeeded(seen, false, spared.get(), now));
        }
        if (known.phase() != Phase.ENDING) {
            String message = "The node is empty and about to be ended.";
            return new Turn(DrainVerdict.going(seen, Phase.ENDING, message), true, Duration.ZERO);
        }
        if (now.isBefore(endAgain)) {
            return new Turn(
                    DrainVerdict.going(seen, Phase.ENDING, endMessage),
                    false,
                    Duration.between(now, endAgain));
        }
        return switch (ending.attempt(sight, spec)) {
            case NodeEnding.Step.Asked(String how) ->
                    over(DrainVerdict.succeeded(seen, true, how, now));
            case NodeEnding.Step.Refused(String why) -> failed(seen, why, now);
            case NodeEnding.Step.Later(String why, Duration after, boolean doubt) -> {
                doubtful |= doubt;
                endAgain = now.plus(after);
                endMessage = why;
                yield late(now)
                        ? failed(seen, why, now)
                        : new Turn(DrainVerdict.going(seen, Phase.ENDING, why), false, after);
            }
        };
    }

    private boolean late(Instant now) {
        return run.progress().startedAt().plus(spec.drain().timeout()).isBefore(now);
    }

    /** An empty node is of use again, unless it may be ending. */
    private Turn failed(NodeDrainStatus seen, String why, Instant now) {
        if (doubtful || spec.drain().onTimeout() == OnTimeout.STAY_CORDONED) {
            return over(DrainVerdict.abandoned(seen, false, why, now));
        }
        run.giveUp(why);
        return new Turn(DrainVerdict.going(seen, Phase.ENDING, why), false, Duration.ZERO);
    }

    private String why(String otherwise) {
        return run.givingUp().orElse(otherwise);
    }

    private static Turn over(NodeDrainStatus status) {
        return new Turn(status, true, Duration.ZERO);
    }
}
