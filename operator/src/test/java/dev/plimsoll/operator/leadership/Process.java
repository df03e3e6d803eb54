package dev.plimsoll.operator.leadership;

import java.util.ArrayDeque;
import java.util.Queue;

/** Runs what a simulated process does, unless it is stopped or dead. */
final class Process {

    private final VirtualTime time;
    private final Queue<Runnable> missed = new ArrayDeque<>();
    private boolean alive = true;
    private boolean stopped;

    Process(VirtualTime time) {
        this.time = time;
    }

    /** Does something later; a stopped process does it when it is continued. */
    void after(long delayNanos, Runnable action) {
        time.after(delayNanos, () -> run(action));
    }

    private void run(Runnable action) {
        if (alive && stopped) {
            missed.add(action);
        } else if (alive) {
            action.run();
        }
    }

    void stop() {
        stopped = true;
    }

    void go() {
        stopped = false;
        // What became due while it stood still comes in any order; as it became due is one.
        for (int n = missed.size(); n > 0 && !stopped; n--) {
            run(missed.remove());
        }
    }

    void kill() {
        alive = false;
    }

    boolean alive() {
        return alive;
    }

    boolean running() {
        return alive && !stopped;
    }
}
