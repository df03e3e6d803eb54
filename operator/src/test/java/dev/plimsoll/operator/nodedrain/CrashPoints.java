package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.port.WriteOutcome;
import java.util.function.Supplier;

/** Counts the moments before and after each write, and crashes at one of them. */
final class CrashPoints {

    private final int at;
    private int passed;

    /**
     * @param at the moment, from 1: odd ones come before a write, even ones after it and before its
     *     answer; 0 for none
     */
    CrashPoints(int at) {
        this.at = at;
    }

    <T> WriteOutcome<T> write(Supplier<WriteOutcome<T>> write) {
        pass();
        WriteOutcome<T> outcome = write.get();
        pass();
        return outcome;
    }

    private void pass() {
        passed++;
        if (passed == at) {
            throw new Crash();
        }
    }

    /** Tells whether the moment has come. */
    boolean reached() {
        return passed >= at;
    }
}
