package dev.plimsoll.core.capacity.consolidate;

import java.util.OptionalInt;

/** Plays a drain as often as its size allows, and remembers which play went wrong last. */
final class Rehearsals {

    private static final int TIMES = 3;

    private final boolean largestFirst;
    private int last;

    Rehearsals(Promise promise) {
        largestFirst = promise == Promise.LARGEST_FIRST;
    }

    /** Answers a pod that was left without a node in one of the plays; empty if none ever was. */
    OptionalInt left(Attempt attempt) {
        int[] movers = Rehearsal.troublesome(attempt);
        int plays = Rehearsal.count(attempt.board().layout(), movers.length);
        for (int play = 0; play < plays; play++) {
            // The play that went wrong last is the likeliest to go wrong again.
            int number = (play + last) % plays;
            OptionalInt left = Rehearsal.play(attempt, movers, number, largestFirst);
            if (left.isPresent()) {
                last = number;
                return left;
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Plays other plays, and {@value #TIMES} times as many: a set that was taken among many because
     * it held may hold by luck.
     */
    OptionalInt leftElsewhere(Attempt attempt) {
        int[] movers = Rehearsal.troublesome(attempt);
        int plays = Rehearsal.count(attempt.board().layout(), movers.length);
        for (int number = plays; number < (1 + TIMES) * plays; number++) {
            OptionalInt left = Rehearsal.play(attempt, movers, number, largestFirst);
            if (left.isPresent()) {
                last = number;
                return left;
            }
        }
        return OptionalInt.empty();
    }

    /** Plays once to its end, and answers all pods that found no node. */
    int[] leftBehind(Attempt attempt, int[] movers, int number) {
        return Rehearsal.leftBehind(attempt, movers, number, largestFirst);
    }

    /** The number of the play that went wrong last; the first, if none has. */
    int last() {
        return last;
    }
}
