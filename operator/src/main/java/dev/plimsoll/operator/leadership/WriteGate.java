package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.Fence;
import dev.plimsoll.core.port.MonotonicClock;
import dev.plimsoll.core.port.Passage;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets writes through while the fence is open, and knows which may still arrive: the lease is given
 * back only when none can. All methods may be called from any thread.
 */
public final class WriteGate implements Passage {

    private static final String CLOSED = "this process does not lead now";

    private final Fence fence;
    private final MonotonicClock clock;
    private final Duration aftermath;
    private int underWay;
    private boolean doubted;
    private long doubtNanos;

    public WriteGate(Fence fence, MonotonicClock clock, ElectionTimes times) {
        this.fence = fence;
        this.clock = clock;
        this.aftermath = times.aftermath();
    }

    /** Makes the write, or withholds it where the fence is closed. */
    public <T> WriteOutcome<T> pass(Supplier<WriteOutcome<T>> write) {
        if (!enter()) {
            return new WriteOutcome.Withheld<>(CLOSED);
        }
        boolean answered = false;
        try {
            WriteOutcome<T> outcome = write.get();
            answered = !(outcome instanceof WriteOutcome.Doubtful);
            return outcome;
        } finally {
            leave(answered);
        }
    }

    /** Tells whether a write may still go out that was let in a while ago. */
    public boolean open() {
        return fence.open();
    }

    /** Counts a write in, unless the fence is closed. */
    @Override
    public synchronized boolean enter() {
        if (!fence.open()) {
            return false;
        }
        underWay++;
        return true;
    }

    @Override
    public synchronized void leave(boolean answered) {
        underWay--;
        if (!answered) {
            doubted = true;
            doubtNanos = clock.nanos();
        }
    }

    /** Tells whether every write is over that was let through so far. */
    synchronized boolean quiet() {
        return underWay == 0 && (!doubted || clock.nanos() - doubtNanos >= aftermath.toNanos());
    }
}
