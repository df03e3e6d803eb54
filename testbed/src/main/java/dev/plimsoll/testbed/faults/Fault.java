package dev.plimsoll.testbed.faults;

import java.time.Duration;
import java.util.Optional;

/**
 * What goes wrong with one exchange. Where a fault holds bytes back for ever, the connection stays
 * open until its client gives up, or the proxy is closed.
 */
public sealed interface Fault {

    /**
     * The proxy answers by itself, with a {@code Status} as the API server words it; the request is
     * not carried out.
     *
     * @param retryAfter is sent in whole seconds
     */
    record Answer(int code, Optional<Duration> retryAfter) implements Fault {
        public Answer(int code) {
            this(code, Optional.empty());
        }
    }

    /** A watch is told, by an ERROR event, that the version it asks for is gone (410). */
    record Gone() implements Fault {}

    /**
     * The request is carried out, and its client sees the connection reset instead of an answer.
     */
    record LoseAnswer() implements Fault {}

    /** The request goes on its way late, and is carried out even if its client has gone by then. */
    record LateRequest(Duration delay) implements Fault {}

    /** The request is carried out at once, and its answer comes late. */
    record LateAnswer(Duration delay) implements Fault {}

    /** The request is swallowed: it reaches nobody, and no byte comes back. */
    record SwallowRequest() implements Fault {}

    /** The request is carried out, and no byte of the answer comes back. */
    record SwallowAnswer() implements Fault {}

    /**
     * Nothing more comes after so many bytes of the answer's body.
     *
     * @param afterBytes of the body as it is sent, chunk sizes included; 0 leaves the head alone
     */
    record Stall(long afterBytes) implements Fault {}

    /**
     * The connection ends after so many bytes of the answer's body.
     *
     * @param afterBytes of the body as it is sent, chunk sizes included
     */
    record Cut(long afterBytes, Ending ending) implements Fault {}

    /** The connection ends before the request is passed on. */
    record Refuse(Ending ending) implements Fault {}

    /**
     * A list or watch is answered by the API server itself, but as of an older state, as one does
     * whose cache is behind: a list shows that state, a watch continues from it.
     *
     * @param resourceVersion of that state; one that the server has not forgotten yet
     */
    record OlderState(String resourceVersion) implements Fault {}

    /** The answer, its head included, comes in small pieces. */
    record Drip(int bytesAtOnce, Duration every) implements Fault {}

    /** The head of the answer comes at once, and its body in small pieces. */
    record DripBody(int bytesAtOnce, Duration every) implements Fault {}

    /** How a connection ends. */
    enum Ending {
        /** With a TLS close and a FIN, as a server that shuts down does. */
        CLOSE,
        /** With a RST, as a server or a load balancer that has lost its state does. */
        RESET
    }
}
