package dev.plimsoll.demo;

import java.time.Duration;

/**
 * Says what the demo shows.
 *
 * @param seed the same seed gives the same story
 * @param nodes about how many nodes the fleet has, 10 to 500
 * @param duration how long it runs for whoever watches
 * @param speed how many simulated seconds go by in a real one
 */
public record DemoSettings(long seed, int nodes, Duration duration, int speed) {

    /** How much of the fleet's time is shown. */
    Duration simulated() {
        return duration.multipliedBy(speed);
    }
}
