package dev.plimsoll.testbed.faults;

import java.util.OptionalLong;
import java.util.function.Predicate;

/** One fault in force, and how often it has struck. */
public final class FaultRule {
    private final Fault fault;
    private final Predicate<RequestLine> requests;
    private final Dose.Draw draw;
    private int hits;
    private long firstHit;
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
        if (struck && hits++ == 0) {
            firstHit = System.nanoTime();
        }
        return struck;
    }

    /** Returns how many requests it has hit. */
    public synchronized int hits() {
        return hits;
    }

    /** Returns when it first hit a request, by {@link System#nanoTime}; empty where it has not. */
    public synchronized OptionalLong firstHit() {
        return hits == 0 ? OptionalLong.empty() : OptionalLong.of(firstHit);
    }

    /** Lets it hit no further request. */
    public synchronized void end() {
        ended = true;
    }
}
