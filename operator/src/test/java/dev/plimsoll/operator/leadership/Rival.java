package dev.plimsoll.operator.leadership;

import static dev.plimsoll.operator.leadership.World.MILLI;

import dev.plimsoll.core.port.LeaseRecord;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A process that competes for the lease and writes while it leads. It can be stopped and continued,
 * sleep with its machine, crash, or leave; what it has sent goes its way meanwhile.
 */
final class Rival implements LeadershipListener {

    static final ElectionTimes TIMES = ElectionTimes.STANDARD;

    private final String name;
    private final World world;
    private final MachineClock clock;
    private final Weather weather = new Weather();
    private final Process process;
    private final LeaseFence fence;
    private final Elector elector;
    private final RivalWriter writer;
    private final Misreading misreading;
    private boolean asking;
    private long wakeUps;
    private long renewalSent = Long.MIN_VALUE / 2;

    Rival(String name, World world, MachineClock clock) {
        this.name = name;
        this.world = world;
        this.clock = clock;
        this.process = new Process(world.time());
        this.misreading = new Misreading(name, world.bug(), clock);
        InstantSource wall =
                world.bug() == PlantedBug.NO_WALL_CLOCK
                        ? InstantSource.fixed(clock.instant())
                        : clock;
        this.fence = new LeaseFence(clock, wall, TIMES);
        WriteGate gate = new WriteGate(fence, clock, TIMES);
        this.writer = new RivalWriter(this, world, process, weather, fence, gate);
        this.elector =
                new Elector(
                        name,
                        TIMES,
                        world.server(),
                        fence,
                        world.bug() == PlantedBug.HASTY_LEAVE
                                ? new WriteGate(fence, clock, TIMES)
                                : gate,
                        this,
                        clock,
                        clock,
                        world.random());
        world.referee().enters(this);
        wakeIn(world.random().nextLong(500 * MILLI));
        writer.begin();
    }

    private void wakeIn(long nanos) {
        long wakeUp = ++wakeUps;
        process.after(
                nanos,
                () -> {
                    if (wakeUp == wakeUps) {
                        step();
                    }
                });
    }

    private void step() {
        if (asking) {
            return;
        }
        Optional<Ask> ask = elector.begin();
        if (ask.isPresent()) {
            send(ask.get());
        } else {
            elector.untilDue().ifPresent(wait -> wakeIn(clock.trueNanos(wait)));
        }
    }

    private void send(Ask ask) {
        asking = true;
        long sent = world.time().nanos();
        Weather.Passage passage = weather.passage(sent, world.random());
        long patience = clock.trueNanos(TIMES.requestTimeout());
        boolean[] settled = {false};
        process.after(
                passage.refused() ? MILLI : patience,
                () -> settle(settled, ask, new WriteOutcome.Doubtful<>("no answer"), sent));
        if (passage.there() >= 0) {
            world.time()
                    .after(
                            passage.there(),
                            () -> arrive(settled, ask, sent, Math.max(passage.back(), -1)));
        }
    }

    private void arrive(boolean[] settled, Ask ask, long sent, long back) {
        long now = world.time().nanos();
        long turn = world.server().turn(now);
        if (turn > now) {
            long wait = turn - now + world.random().nextLong(20 * MILLI);
            world.time().after(wait, () -> arrive(settled, ask, sent, back));
            return;
        }
        WriteOutcome<LeaseRecord> outcome = misreading.asked(ask).put(world.server());
        if (back >= 0) {
            process.after(back, () -> settle(settled, ask, outcome, sent));
        }
    }

    private void settle(boolean[] settled, Ask ask, WriteOutcome<LeaseRecord> outcome, long sent) {
        if (settled[0]) {
            return;
        }
        settled[0] = true;
        asking = false;
        if (outcome instanceof WriteOutcome.Done && !(ask.what() instanceof Ask.Read)) {
            renewalSent = sent;
        }
        elector.finish(misreading.timed(ask), misreading.read(outcome));
        step();
    }

    @Override
    public void started(int term) {
        world.referee().opened(this);
    }

    @Override
    public void stopped(String why) {}

    void stopFor(long nanos) {
        process.stop();
        world.time().after(nanos, process::go);
    }

    void sleepFor(long nanos) {
        process.stop();
        clock.sleep();
        world.time()
                .after(
                        nanos,
                        () -> {
                            clock.wake();
                            process.go();
                        });
    }

    void crash() {
        process.kill();
    }

    void leave() {
        elector.leave();
        wakeIn(0);
    }

    boolean mayWrite() {
        return process.alive() && fence.open();
    }

    boolean running() {
        return process.running();
    }

    boolean over() {
        return elector.over();
    }

    Weather weather() {
        return weather;
    }

    MachineClock clock() {
        return clock;
    }

    long renewalSent() {
        return renewalSent;
    }

    Duration untilClosed() {
        return fence.left();
    }

    @Override
    public String toString() {
        return name;
    }
}
