package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.core.port.NodeDrainWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.operator.drain.DrainListener;
import dev.plimsoll.operator.queue.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Drives a NodeDrain towards its end, a turn at a time. What must survive a crash is written before
 * what it is needed for is done: that the drain has begun before its node is closed, which pods it
 * found before the first is evicted, that the node is empty before it is ended, and how it ended
 * before its finalizer goes. Several threads may work on different drains.
 */
public final class DrainReconciler {

    /** Changes that nothing depends on are written no more often. */
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);

    private final NodeDrainView drains;
    private final NodeDrainWrites writes;
    private final DrainSenses senses;
    private final NodeEnding ending;
    private final DrainListener listener;
    private final DrainTeller teller;
    private final History history;
    private final Clock clock;
    private final Map<String, Memory> memories = new ConcurrentHashMap<>();

    /** What is known of a drain beyond the cluster, by one thread at a time. */
    private static final class Memory {
        private final String uid;
        private final ActiveDrain active;
        private @Nullable NodeDrainStatus unkept;
        private Instant keptAt = Instant.MIN;

        Memory(String uid, ActiveDrain active) {
            this.uid = uid;
            this.active = active;
        }
    }

    /**
     * @param senses what a drain sees, and what wakes it
     * @param ends how nodes end
     */
    public DrainReconciler(
            NodeDrainView drains,
            NodeDrainWrites writes,
            DrainSenses senses,
            Ends ends,
            DrainListener listener,
            Journal journal,
            History history,
            Clock clock) {
        this.drains = drains;
        this.writes = writes;
        this.senses = senses;
        this.ending = new NodeEnding(ends.nodes(), ends.instances());
        this.listener = listener;
        this.teller = new DrainTeller(journal);
        this.history = history;
        this.clock = clock;
    }

    /** Looks at the drain of this name. */
    public Result reconcile(String name) {
        if (!drains.ready()) {
            return new Result.Retry("the cluster has not been seen yet");
        }
        NodeDrain drain = drains.drain(name);
        if (drain == null) {
            forget(name);
            return new Result.Settled(Optional.empty());
        }
        if (drain.ended()) {
            return close(drain);
        }
        return switch (drain.spec()) {
            case Reading.Invalid(String problem) ->
                    drain.deleting() ? close(drain) : finish(drain, false, problem + ".");
            case Reading.Valid(NodeDrainSpec spec) ->
                    drain.begun() ? goOn(drain, spec) : begin(drain, spec);
        };
    }

    /** Nothing was touched for it so far. */
    private Result begin(NodeDrain drain, NodeDrainSpec spec) {
        if (drain.deleting()) {
            return close(drain);
        }
        if (spec.cancel()) {
            return finish(drain, true, "It was cancelled before it began.");
        }
        // One after the other: of two that see each other not begun, none would wait.
        synchronized (this) {
            Optional<NodeDrain> first = NodeTurns.before(drain, spec.nodeName(), drains.drains());
            if (first.isPresent()) {
                return await(drain, first.get());
            }
            if (!drain.finalized()) {
                return switch (writes.setFinalizer(drain, true)) {
                    case WriteOutcome.Done<NodeDrain>(NodeDrain after) -> start(after);
                    case WriteOutcome<NodeDrain> other -> new Result.Retry(other.toString());
                };
            }
            return start(drain);
        }
    }

    private Result await(NodeDrain drain, NodeDrain first) {
        String message = "The node is drained by the NodeDrain %s first.".formatted(first.name());
        NodeDrainStatus status = DrainVerdict.going(observed(drain), Phase.PENDING, message);
        return keep(drain, status)
                ? new Result.Settled(Optional.empty())
                : new Result.Retry("the status could not be written");
    }

    private Result start(NodeDrain drain) {
        NodeDrainStatus status =
                DrainVerdict.going(
                        begun(observed(drain), clock.instant()), Phase.PENDING, "It begins.");
        return keep(drain, status)
                ? now()
                : new Result.Retry("that it begins could not be written");
    }

    private Result goOn(NodeDrain drain, NodeDrainSpec spec) {
        Memory memory = memory(drain, spec);
        NodeDrainStatus unkept = memory.unkept;
        if (unkept != null) {
            if (!keep(drain, unkept)) {
                return new Result.Retry("the status could not be written");
            }
            memory.unkept = null;
            return now();
        }
        if (drain.deleting()) {
            memory.active.cancel("The NodeDrain was deleted.");
        } else if (spec.cancel()) {
            memory.active.cancel("It was cancelled.");
        }
        ActiveDrain.Turn turn = memory.active.turn(observed(drain));
        Instant now = clock.instant();
        boolean changed = !turn.status().equals(drain.status());
        boolean due = !now.isBefore(memory.keptAt.plus(BETWEEN_WRITES));
        boolean vital = turn.vital() || turn.status().phase() != drain.status().phase();
        if (changed && (vital || due)) {
            memory.keptAt = now;
            if (!keep(drain, turn.status())) {
                memory.unkept = turn.vital() ? turn.status() : null;
                return new Result.Retry("the status could not be written");
            }
        }
        // What is seen is also to be read in the status, be nothing more to see for a while.
        Instant again = now.plus(turn.again());
        Instant keep = memory.keptAt.plus(BETWEEN_WRITES);
        return new Result.Settled(
                Optional.of(changed && !vital && !due && keep.isBefore(again) ? keep : again));
    }

    private Memory memory(NodeDrain drain, NodeDrainSpec spec) {
        Memory known = memories.get(drain.name());
        if (known != null && known.uid.equals(drain.uid())) {
            return known;
        }
        forget(drain.name());
        Memory fresh =
                new Memory(
                        drain.uid(),
                        new ActiveDrain(
                                drain,
                                spec,
                                senses.worlds().apply(drain),
                                senses.alarms().apply(drain),
                                listener,
                                ending,
                                clock));
        memories.put(drain.name(), fresh);
        return fresh;
    }

    private void forget(String name) {
        Memory known = memories.remove(name);
        if (known != null) {
            known.active.close();
        }
    }

    /** Ends a drain that has touched nothing. */
    private Result finish(NodeDrain drain, boolean cancelled, String why) {
        return keep(drain, DrainVerdict.abandoned(observed(drain), cancelled, why, clock.instant()))
                ? now()
                : new Result.Retry("its end could not be written");
    }

    /** Lets go of a drain with which nothing is left to do, and forgets it in time. */
    private Result close(NodeDrain drain) {
        forget(drain.name());
        if (drain.finalized()) {
            return switch (writes.setFinalizer(drain, false)) {
                case WriteOutcome.Done<NodeDrain> _, WriteOutcome.Gone<NodeDrain> _ -> now();
                case WriteOutcome<NodeDrain> other -> new Result.Retry(other.toString());
            };
        }
        if (drain.deleting()) {
            return new Result.Settled(Optional.empty());
        }
        if (!history.outlived(drain, drains.drains(), clock.instant())) {
            return new Result.Settled(Optional.of(history.over(drain)));
        }
        return switch (writes.delete(drain)) {
            case WriteOutcome.Done<NodeDrain> _, WriteOutcome.Gone<NodeDrain> _ ->
                    new Result.Settled(Optional.empty());
            case WriteOutcome<NodeDrain> other -> new Result.Retry(other.toString());
        };
    }

    /** Tells whether the status is as it should be now. */
    private boolean keep(NodeDrain drain, NodeDrainStatus status) {
        if (status.equals(drain.status())) {
            return true;
        }
        if (writes.writeStatus(drain, status) instanceof WriteOutcome.Done<NodeDrain>) {
            teller.tell(drain, drain.status(), status);
            return true;
        }
        return false;
    }

    private Result now() {
        return new Result.Settled(Optional.of(clock.instant()));
    }

    private static NodeDrainStatus observed(NodeDrain drain) {
        NodeDrainStatus status = drain.status();
        return new NodeDrainStatus(
                drain.generation(),
                status.phase(),
                status.message(),
                status.nodeUid(),
                status.instance(),
                status.pods(),
                status.blockedBy(),
                status.steps(),
                status.workloads(),
                status.startedAt(),
                status.finishedAt(),
                status.conditions());
    }

    private static NodeDrainStatus begun(NodeDrainStatus status, Instant now) {
        return new NodeDrainStatus(
                status.observedGeneration(),
                status.phase(),
                status.message(),
                status.nodeUid(),
                status.instance(),
                status.pods(),
                status.blockedBy(),
                status.steps(),
                status.workloads(),
                now,
                null,
                status.conditions());
    }
}
