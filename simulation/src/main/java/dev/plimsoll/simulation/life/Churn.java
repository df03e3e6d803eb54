package dev.plimsoll.simulation.life;

import dev.plimsoll.simulation.time.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Lets one thing after the other happen, each drawn by its weight, at drawn intervals. */
public final class Churn {

    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Function<RandomGenerator, Duration> gap;
    private final List<Act> acts;
    private final int weights;
    private boolean going;
    private int done;

    /**
     * One thing that can happen.
     *
     * @param weight how often, compared with the others
     */
    public record Act(int weight, Runnable action) {}

    /**
     * @param gap draws the time until the next thing happens
     */
    public Churn(
            Scheduler scheduler,
            RandomGenerator random,
            Function<RandomGenerator, Duration> gap,
            List<Act> acts) {
        this.scheduler = scheduler;
        this.random = random;
        this.gap = gap;
        this.acts = List.copyOf(acts);
        this.weights = acts.stream().mapToInt(Act::weight).sum();
    }

    public void start() {
        going = true;
        next();
    }

    /** Begins nothing more; what has begun goes on to its end. */
    public void stop() {
        going = false;
    }

    /** Counts what has happened. */
    public int done() {
        return done;
    }

    private void next() {
        scheduler.after(
                gap.apply(random),
                () -> {
                    if (going) {
                        done++;
                        draw().action().run();
                        next();
                    }
                });
    }

    private Act draw() {
        int drawn = random.nextInt(weights);
        for (Act act : acts) {
            drawn -= act.weight();
            if (drawn < 0) {
                return act;
            }
        }
        throw new IllegalStateException("No act has any weight");
    }
}
