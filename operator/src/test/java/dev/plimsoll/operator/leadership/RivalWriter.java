package dev.plimsoll.operator.leadership;

import static dev.plimsoll.operator.leadership.World.MILLI;
import static dev.plimsoll.operator.leadership.World.SECOND;

import java.util.random.RandomGenerator;

/**
 * Writes an object now and then, as the jobs do: decides on what it sees, passes the gate, builds
 * the request, asks the fence once more and sends. Requests reach the server within a second or not
 * at all: what comes later is what the fence cannot cover.
 */
final class RivalWriter {

    private static final long LATEST_ARRIVAL = SECOND;
    private static final long DEADLINE = Rival.TIMES.writeDeadline().toNanos();

    private final Rival rival;
    private final World world;
    private final Process process;
    private final Weather weather;
    private final LeaseFence fence;
    private final WriteGate gate;
    private final RandomGenerator random;

    RivalWriter(
            Rival rival,
            World world,
            Process process,
            Weather weather,
            LeaseFence fence,
            WriteGate gate) {
        this.rival = rival;
        this.world = world;
        this.process = process;
        this.weather = weather;
        this.fence = fence;
        this.gate = gate;
        this.random = world.random();
    }

    void begin() {
        process.after(
                random.nextLong(50 * MILLI, SECOND),
                () -> {
                    begin();
                    decide();
                });
    }

    private void decide() {
        if (gate.enter()) {
            int object = random.nextInt(100);
            int version = world.server().version(object);
            // Building takes no time, or a collection of garbage, or a new connection.
            long building = slow() ? 8 * SECOND : 20 * MILLI;
            process.after(random.nextLong(building), () -> send(object, version));
        }
    }

    private void send(int object, int version) {
        if (world.bug() != PlantedBug.NO_LATE_QUESTION && !fence.open()) {
            gate.leave(true);
            return;
        }
        long relied = rival.renewalSent();
        Weather.Passage passage = weather.passage(world.time().nanos(), random);
        boolean[] left = {false};
        process.after(DEADLINE, () -> leave(left, false));
        if (passage.there() >= 0 && passage.there() <= LATEST_ARRIVAL) {
            world.time()
                    .after(
                            passage.there(),
                            () -> arrive(object, version, relied, left, passage.back()));
        }
    }

    private void arrive(int object, int version, long relied, boolean[] left, long back) {
        long now = world.time().nanos();
        long work = slow() ? 30 * SECOND : 10 * MILLI;
        long held = world.server().turn(now) - now + random.nextLong(work);
        if (held <= DEADLINE || world.bug() == PlantedBug.NO_WRITE_DEADLINE) {
            world.time().after(held, () -> carryOut(object, version, relied, left, back));
        }
    }

    private void carryOut(int object, int version, long relied, boolean[] left, long back) {
        if (world.server().write(object, version)) {
            world.referee().accepted(rival, relied);
        }
        if (back >= 0) {
            process.after(back, () -> leave(left, true));
        }
    }

    private boolean slow() {
        return world.sluggish() && random.nextInt(10) == 0;
    }

    private void leave(boolean[] left, boolean answered) {
        if (!left[0]) {
            left[0] = true;
            gate.leave(answered);
        }
    }
}
