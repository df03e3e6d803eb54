package dev.plimsoll.benchmarks.faults;

import dev.plimsoll.testbed.faults.Fault;
import dev.plimsoll.testbed.faults.RequestLine;

/** At what a client is when a fault strikes, and how it is brought there from a live watch. */
enum Phase {
    /** The watch is cut, and the next connection is the fault's. */
    CONNECT("connect", 1),
    /** The watch is cut, and the next watch's request is the fault's. */
    WATCH_HEADERS("headers of a watch", 1),
    /** The watch is cut, the next is told that it is too late (410), and all is listed. */
    LIST_HEADERS("headers of a list", 2),
    /** As before; the list's body is the fault's. */
    LIST_PAGE("list page", 2),
    /** The watch is cut, and the next watch's body is the fault's. */
    NEXT_WATCH("watch", 1),
    /** The live watch itself is the fault's. */
    LIVE_WATCH("watch", 0);

    private final String title;
    private final int ends;

    Phase(String title, int ends) {
        this.title = title;
        this.ends = ends;
    }

    String title() {
        return title;
    }

    /** How many streams end on the way there. */
    int ends() {
        return ends;
    }

    /** Brings the clients of this stage there. */
    void lead(Stage stage) {
        if (ends == 2) {
            stage.once(new Fault.Gone(), RequestLine.watches());
        }
        if (ends > 0) {
            stage.proxy().cut(RequestLine.watches(), Fault.Ending.RESET);
        }
    }

    /** Tells whether a request is one of this phase. */
    boolean concerns(RequestLine request) {
        boolean watches = RequestLine.watches().test(request);
        return switch (this) {
            case LIST_HEADERS, LIST_PAGE -> !watches;
            default -> watches;
        };
    }
}
