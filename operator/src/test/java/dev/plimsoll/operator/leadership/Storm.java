package dev.plimsoll.operator.leadership;

import static dev.plimsoll.operator.leadership.World.MILLI;
import static dev.plimsoll.operator.leadership.World.SECOND;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Four minutes in the life of two or three processes under everything that can happen to them, all
 * of it drawn from a seed.
 */
final class Storm {

    private static final long CALM = 200 * SECOND;
    private static final long END = 260 * SECOND;

    private final World world;
    private final RandomGenerator random;
    private final List<Rival> rivals = new ArrayList<>();
    private final boolean sleepless;
    private int born;

    Storm(long seed, PlantedBug bug) {
        this.world = World.of(seed, bug, true);
        this.random = world.random();
        // A clock that is set back while its machine sleeps deceives the fence: not both.
        this.sleepless = random.nextBoolean();
    }

    /** How it went; by its end some process leads again. */
    Referee run() {
        int count = random.nextInt(2, 4);
        for (int n = 0; n < count; n++) {
            birth();
        }
        int strokes = random.nextInt(2, 12);
        for (int n = 0; n < strokes; n++) {
            world.time().after(random.nextLong(5 * SECOND, CALM - 90 * SECOND), this::strike);
        }
        world.time().runUntil(END);
        return world.referee();
    }

    long happened() {
        return world.time().happened();
    }

    private void birth() {
        double rate = random.nextDouble(0.97, 1.03);
        Duration wrongBy = Duration.ofMillis(random.nextLong(-600_000, 600_000));
        MachineClock clock =
                new MachineClock(world.time(), rate, random.nextLong(Long.MAX_VALUE), wrongBy);
        rivals.add(new Rival("rival-" + ++born, world, clock));
    }

    private void strike() {
        Rival victim =
                world.referee()
                        .leader()
                        .filter(_ -> random.nextInt(3) > 0)
                        .orElseGet(() -> rivals.get(random.nextInt(rivals.size())));
        long now = world.time().nanos();
        long span = random.nextLong(SECOND, 90 * SECOND);
        switch (random.nextInt(13)) {
            case 0 -> end(victim, victim::crash);
            case 1, 2 -> end(victim, victim::leave);
            case 3, 4 -> halt(victim, () -> victim.stopFor(span));
            case 5 -> halt(victim, () -> nap(victim, span));
            case 6, 7 -> victim.weather().spell(now, now + span, Weather.Kind.FOUL);
            case 8 -> victim.weather().spell(now, now + span, kind());
            case 9 -> {
                Weather.Kind kind = kind();
                rivals.forEach(rival -> rival.weather().spell(now, now + span, kind));
            }
            case 10 -> world.server().hang(now + span / 2);
            case 11 -> victim.clock().set(leap());
            default -> disturb();
        }
    }

    private void end(Rival victim, Runnable how) {
        how.run();
        rivals.remove(victim);
        long pause = random.nextLong(20 * SECOND);
        world.time().after(pause, this::birth);
        if (rivals.isEmpty()) {
            birth();
        }
    }

    private static void halt(Rival victim, Runnable how) {
        if (victim.running()) {
            how.run();
        }
    }

    private void nap(Rival victim, long span) {
        if (sleepless) {
            victim.stopFor(span);
        } else {
            victim.sleepFor(span);
        }
    }

    private Weather.Kind kind() {
        Weather.Kind[] kinds = Weather.Kind.values();
        return kinds[random.nextInt(kinds.length)];
    }

    private Duration leap() {
        long millis = random.nextLong(3_600_000);
        return Duration.ofMillis(sleepless && random.nextBoolean() ? -millis : millis);
    }

    private void disturb() {
        if (random.nextBoolean()) {
            world.server().deleteLease();
        } else {
            world.server().touchLease();
        }
        world.time().after(random.nextLong(300 * MILLI), world.server()::touchLease);
    }
}
