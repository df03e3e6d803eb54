package dev.plimsoll.operator.leadership;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What all rivals share.
 *
 * @param sluggish writes are sometimes slow to be built, and to be carried out
 */
record World(
        VirtualTime time,
        SimulatedServer server,
        Referee referee,
        PlantedBug bug,
        RandomGenerator random,
        boolean sluggish) {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;

    static World of(long seed, PlantedBug bug, boolean sluggish) {
        VirtualTime time = new VirtualTime();
        return new World(
                time,
                new SimulatedServer(bug),
                new Referee(time),
                bug,
                new SplittableRandom(seed),
                sluggish);
    }
}
