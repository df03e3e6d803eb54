package dev.plimsoll.operator.leadership;

import static dev.plimsoll.operator.leadership.World.MILLI;
import static dev.plimsoll.operator.leadership.World.SECOND;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two or three processes in fair weather, of which the leader meets one fate. */
final class HandOver {

    private static final long END = 120 * SECOND;
    private static final long A_MINUTE = 60 * SECOND;

    private final World world;
    private final List<Rival> rivals = new ArrayList<>();

    /** What befalls the leader. */
    enum Fate {
        KILL,
        STOP,
        CUT,
        LEAVE
    }

    HandOver(long seed) {
        this.world = World.of(seed, PlantedBug.NONE, false);
        int count = world.random().nextInt(2, 4);
        for (int n = 0; n < count; n++) {
            double rate = world.random().nextDouble(0.999, 1.001);
            Duration wrongBy = Duration.ofMillis(world.random().nextLong(-600_000, 600_000));
            MachineClock clock = new MachineClock(world.time(), rate, 0, wrongBy);
            rivals.add(new Rival("rival-" + n, world, clock));
        }
    }

    /**
     * How long it takes until another process leads; empty where none does in a minute and more.
     */
    Optional<Duration> after(Fate fate) {
        world.time().runUntil((20 + world.random().nextLong(20)) * SECOND);
        world.time().runUntil(world.time().nanos() + world.random().nextLong(3 * SECOND));
        Rival former = world.referee().leader().orElseThrow();
        long struck = world.time().nanos();
        switch (fate) {
            case KILL -> former.crash();
            case STOP -> former.stopFor(A_MINUTE);
            case CUT -> former.weather().spell(struck, struck + A_MINUTE, Weather.Kind.CUT);
            case LEAVE -> former.leave();
        }
        while (world.time().nanos() < END && !taken(former)) {
            world.time().runUntil(world.time().nanos() + 50 * MILLI);
        }
        return taken(former)
                ? Optional.of(Duration.ofNanos(world.referee().openedAt() - struck))
                : Optional.empty();
    }

    private boolean taken(Rival former) {
        return world.referee().leader().filter(leader -> leader != former).isPresent();
    }

    List<String> faults() {
        world.time().runUntil(END);
        return world.referee().faults();
    }
}
