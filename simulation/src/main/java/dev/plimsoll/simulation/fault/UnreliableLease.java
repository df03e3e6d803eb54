package dev.plimsoll.simulation.fault;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.simulation.time.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Is the way of an operator's requests about the lease to the API server and back. */
public final class UnreliableLease implements LeaseStore {

    /** After which a real one gives up. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final LeaseStore server;
    private final Faults faults;
    private final Scheduler scheduler;
    private final Travel travel;

    public UnreliableLease(
            LeaseStore server, Faults faults, Clock clock, Scheduler scheduler, Caller caller) {
        this.server = server;
        this.faults = faults;
        this.scheduler = scheduler;
        this.travel = new Travel(clock, scheduler, caller);
    }

    @Override
    public WriteOutcome<LeaseRecord> read() {
        return call(server::read);
    }

    @Override
    public WriteOutcome<LeaseRecord> create(LeaseRecord lease) {
        return call(() -> server.create(lease));
    }

    @Override
    public WriteOutcome<LeaseRecord> update(LeaseRecord lease) {
        return call(() -> server.update(lease));
    }

    private WriteOutcome<LeaseRecord> call(Supplier<WriteOutcome<LeaseRecord>> request) {
        return switch (faults.next()) {
            case Fault.None(), Fault.Overtaken() -> answered(request);
            case Fault.Busy(Duration retryAfter) -> {
                travel.back(faults.travel());
                yield new WriteOutcome.Busy<>(retryAfter, "too many requests");
            }
            case Fault.Refused(int code) -> {
                travel.back(faults.travel());
                yield new WriteOutcome.Refused<>(code, "the operator lacks the right");
            }
            case Fault.AnswerLost(Fault.Arrival arrival, Duration _) -> {
                send(arrival, request);
                travel.back(LIMIT);
                yield new WriteOutcome.Doubtful<>("no answer");
            }
            case Fault.CallerDies(Fault.Arrival arrival) -> {
                send(arrival, request);
                throw new CallerDied();
            }
        };
    }

    private WriteOutcome<LeaseRecord> answered(Supplier<WriteOutcome<LeaseRecord>> request) {
        Duration there = faults.travel();
        Duration back = faults.travel();
        if (there.plus(back).compareTo(LIMIT) > 0) {
            send(new Fault.Arrival.After(there), request);
            travel.back(LIMIT);
            return new WriteOutcome.Doubtful<>("no answer");
        }
        travel.there(there);
        WriteOutcome<LeaseRecord> outcome = request.get();
        travel.back(back);
        return outcome;
    }

    private void send(Fault.Arrival arrival, Supplier<WriteOutcome<LeaseRecord>> request) {
        if (arrival instanceof Fault.Arrival.After(Duration delay)) {
            scheduler.after(
                    delay,
                    () -> {
                        WriteOutcome<LeaseRecord> _ = request.get();
                    });
        }
    }
}
