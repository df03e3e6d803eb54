package dev.plimsoll.testbed.faults;

import java.util.function.Predicate;

/** One fault in force, and how often it has struck. */
public final class FaultRule {
    private final Fault fault;
    private final Predicate<RequestLine> requests;
    private final Dose.Draw draw;
    private int hits;
    private boolean ended;

    FaultRule(Fault fault, Predicate<RequestLine> requests, Dose dose) {
        this.fault = fault;
        this.requests = requests;
        this.draw = dose.draw();
    }

    Fault fault() {
        return fault;
    }

    synchronized boolean strikes(RequestLine line) {
        boolean struck = !ended && requests.test(line) && draw.hit();
        hits += struck ? 1 : 0;
        return struck;
    }

    /** Returns how many requests it has hit. */
    public synchronized int hits() {
        return hits;
    }

    /** Lets it hit no further request. */
    public synchronized void end() {
        ended = true;
    }
}
