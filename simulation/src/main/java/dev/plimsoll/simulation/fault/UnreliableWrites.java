package dev.plimsoll.simulation.fault;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.time.Scheduler;
import dev.plimsoll.simulation.watch.ClusterViews;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Is the way of an operator's writes to the API server and back. While a call is under way the
 * world goes on; what the server answered is shown in the views before the call returns.
 */
public final class UnreliableWrites implements LabelWrites {

    /** What somebody else writes: nothing that concerns the labels. */
    private static final String FOREIGN_LABEL = "team.example.com/note";

    private final LabelWrites server;
    private final ClusterState state;
    private final ClusterViews views;
    private final Faults faults;
    private final Scheduler scheduler;
    private final Travel travel;

    public UnreliableWrites(
            LabelWrites server,
            ClusterState state,
            ClusterViews views,
            Faults faults,
            Clock clock,
            Scheduler scheduler,
            Caller caller) {
        this.server = server;
        this.state = state;
        this.views = views;
        this.faults = faults;
        this.scheduler = scheduler;
        this.travel = new Travel(clock, scheduler, caller);
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        return call(() -> server.patchNode(patch), () -> overtake(patch), views::show);
    }

    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        return call(
                () -> server.setFinalizer(policy, present),
                () -> state.touchPolicy(policy.name()),
                views::show);
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        return call(
                () -> server.writeStatus(policy, status),
                () -> state.touchPolicy(policy.name()),
                views::show);
    }

    private void overtake(NodeLabelPatch patch) {
        Optional<String> note = Optional.of("v" + state.version());
        state.edit(Author.PERSON, patch.node(), draft -> draft.label(FOREIGN_LABEL, note));
    }

    private <T> WriteOutcome<T> call(
            Supplier<WriteOutcome<T>> request, Runnable overtake, Consumer<T> show) {
        travel.there(faults.travel());
        WriteOutcome<T> outcome =
                switch (faults.next()) {
                    case Fault.None() -> request.get();
                    case Fault.Overtaken() -> {
                        overtake.run();
                        yield request.get();
                    }
                    case Fault.Busy(Duration retryAfter) ->
                            new WriteOutcome.Busy<>(retryAfter, "too many requests");
                    case Fault.Refused(int code) ->
                            new WriteOutcome.Refused<>(code, "the operator lacks the right");
                    case Fault.AnswerLost(Fault.Arrival arrival, Duration timeout) -> {
                        send(arrival, request);
                        travel.back(timeout);
                        yield new WriteOutcome.Doubtful<>("no answer within " + timeout);
                    }
                    case Fault.CallerDies(Fault.Arrival arrival) -> {
                        send(arrival, request);
                        throw new CallerDied();
                    }
                };
        travel.back(faults.travel());
        if (outcome instanceof WriteOutcome.Done<T>(T after)) {
            show.accept(after);
        }
        return outcome;
    }

    private <T> void send(Fault.Arrival arrival, Supplier<WriteOutcome<T>> request) {
        if (arrival instanceof Fault.Arrival.After(Duration delay)) {
            scheduler.after(
                    delay,
                    () -> {
                        WriteOutcome<T> _ = request.get();
                    });
        }
    }
}
