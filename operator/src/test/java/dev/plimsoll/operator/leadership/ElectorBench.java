package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** An elector on a virtual clock, before a server that fails on demand. */
final class ElectorBench {

    static final ElectionTimes TIMES = ElectionTimes.STANDARD;
    static final Duration A_TICK = Duration.ofMillis(1);
    static final LeaseRecord SHIPPED =
            new LeaseRecord("", Duration.ZERO, Optional.empty(), Optional.empty(), 0, "");

    final VirtualTime time = new VirtualTime();
    final SimulatedServer server = new SimulatedServer(PlantedBug.NONE);
    final Faulty store = new Faulty();
    final List<String> heard = new ArrayList<>();
    final MachineClock clock = clock();
    final LeaseFence fence = new LeaseFence(clock, clock, TIMES);
    final WriteGate gate = new WriteGate(fence, clock, TIMES);
    final Elector elector = elector("us", store, fence, gate, clock, listener("us"));

    /** Lets the elector do what becomes due within a span of time. */
    void drive(Elector driven, Duration span) {
        long end = time.nanos() + span.toNanos();
        while (time.nanos() < end && driven.untilDue().isPresent()) {
            if (!driven.step()) {
                long wait = driven.untilDue().map(Duration::toNanos).orElse(0L);
                time.runUntil(Math.min(end, time.nanos() + Math.max(wait, 1)));
            }
        }
        time.runUntil(end);
        driven.step();
    }

    Elector follower() {
        MachineClock other = clock();
        LeaseFence otherFence = new LeaseFence(other, other, TIMES);
        return elector(
                "follower",
                server,
                otherFence,
                new WriteGate(otherFence, other, TIMES),
                other,
                listener("follower"));
    }

    private static Elector elector(
            String identity,
            LeaseStore store,
            LeaseFence fence,
            WriteGate gate,
            MachineClock clock,
            LeadershipListener listener) {
        return new Elector(
                identity,
                TIMES,
                store,
                fence,
                gate,
                listener,
                clock,
                clock,
                new SplittableRandom(1));
    }

    private MachineClock clock() {
        return new MachineClock(time, 1, Long.MAX_VALUE, Duration.ZERO);
    }

    private LeadershipListener listener(String name) {
        return new LeadershipListener() {
            @Override
            public void started(int term) {
                heard.add(name + " started " + term);
            }

            @Override
            public void stopped(String why) {
                heard.add(name + " stopped " + why);
            }
        };
    }

    LeaseRecord lease() {
        return ((WriteOutcome.Done<LeaseRecord>) server.read()).after();
    }

    /** The server, with faults on demand. */
    final class Faulty implements LeaseStore {

        int asked;
        boolean deaf;
        boolean throwing;
        Optional<WriteOutcome<LeaseRecord>> failing = Optional.empty();

        @Override
        public WriteOutcome<LeaseRecord> read() {
            return answer(new Ask.Read());
        }

        @Override
        public WriteOutcome<LeaseRecord> create(LeaseRecord lease) {
            return answer(new Ask.Create(lease));
        }

        @Override
        public WriteOutcome<LeaseRecord> update(LeaseRecord lease) {
            return answer(new Ask.Update(lease));
        }

        private WriteOutcome<LeaseRecord> answer(Ask.What what) {
            asked++;
            if (throwing) {
                throw new IllegalStateException("planted");
            }
            if (failing.isPresent()) {
                return failing.get();
            }
            WriteOutcome<LeaseRecord> outcome =
                    new Ask(what, new Moment(0, Instant.EPOCH)).put(server);
            return deaf ? new WriteOutcome.Doubtful<>("lost") : outcome;
        }
    }
}
