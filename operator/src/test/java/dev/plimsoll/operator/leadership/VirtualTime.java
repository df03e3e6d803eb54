package dev.plimsoll.operator.leadership;

import java.util.PriorityQueue;

/** The true time of a simulated world, and what is to happen in it. */
final class VirtualTime {

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nanos;
    private long planned;

    private record Event(long at, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    long nanos() {
        return nanos;
    }

    void after(long delayNanos, Runnable action) {
        events.add(new Event(nanos + Math.max(0, delayNanos), planned++, action));
    }

    /** Lets happen what is to happen until then. */
    void runUntil(long endNanos) {
        for (Event next = events.peek();
                next != null && next.at <= endNanos;
                next = events.peek()) {
            events.remove();
            nanos = next.at;
            next.action.run();
        }
        nanos = endNanos;
    }

    /** How much has happened. */
    long happened() {
        return planned - events.size();
    }
}
