package dev.plimsoll.testbed.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves one client's connection: one request after the other, each with its fault or none. */
final class Exchanges {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII);

    private final Link link;
    private final Traffic traffic;

    /** Of the answer that was passed on last. */
    private @Nullable Sentinel sentinel;

    Exchanges(Link link, Traffic traffic) {
        this.link = link;
        this.traffic = traffic;
    }

    /** Goes on until either side ends the connection or a fault does. */
    void serve() {
        Fault.Ending ending = Fault.Ending.CLOSE;
        try {
            Optional<HttpHead> head = HttpHead.read(link.fromClient());
            while (head.isPresent() && exchange(head.get())) {
                head = HttpHead.read(link.fromClient());
            }
        } catch (IOException e) {
            // Whatever ended here is to look to the other side as it would without the proxy.
            ending = Fault.Ending.RESET;
        } finally {
            link.end(ending);
        }
    }

    /**
     * Returns whether another request may follow. Like a proxy that buffers, it asks for the body
     * by itself: whole requests can then be late.
     */
    private boolean exchange(HttpHead asked) throws IOException {
        HttpHead head = asked.withoutExpectation();
        if (asked.expectsContinue()) {
            link.toClient().write(CONTINUE);
            link.toClient().flush();
        }
        var body = new ByteArrayOutputStream();
        new Body(link.fromClient(), body).ofRequest(head);
        RequestLine line = head.requestLine();
        sentinel = null;
        Fault fault = traffic.begin(link, line);
        boolean more;
        try {
            more = exchange(head, body.toByteArray(), fault);
        } finally {
            traffic.end(link);
        }
        Sentinel last = sentinel;
        if (more && last != null) {
            last.awaitNext();
        }
        return more;
    }

    private boolean exchange(HttpHead head, byte[] body, @Nullable Fault fault) throws IOException {
        switch (fault) {
            case Fault.Refuse(Fault.Ending ending) -> {
                link.end(ending);
                return false;
            }
            case Fault.SwallowRequest() -> {
                sentinel = new Sentinel(link);
                link.hold();
            }
            case Fault.Answer answer -> {
                link.toClient().write(OwnAnswer.to(answer));
                return true;
            }
            case Fault.Gone() -> {
                link.toClient().write(GoneAnswer.to(head));
                return true;
            }
            case Fault.LateRequest(Duration delay) -> wait(delay);
            case null, default -> {}
        }
        HttpHead outgoing =
                fault instanceof Fault.OlderState(String version) ? head.asOf(version) : head;
        link.toServer().write(outgoing.bytes());
        link.toServer().write(body);
        return answer(head, fault);
    }

    /** Waits longer than the client may: its request is on its way and cannot be called back. */
    private static void wait(Duration delay) throws IOException {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** Passes on what either side says until one of them ends the connection. */
    private boolean upgraded(HttpHead answer, @Nullable Fault fault) throws IOException {
        Thread.ofVirtual().name("fault-proxy-upgraded").start(this::passOn);
        if (fault instanceof Fault.LoseAnswer) {
            link.end(Fault.Ending.RESET);
            return false;
        }
        if (fault instanceof Fault.LateAnswer(Duration delay)) {
            link.pause(delay);
        }
        AnswerSink sink = new AnswerSink(link, fault, link.toClient());
        sink.head(answer);
        return new Body(link.fromServer(), sink).ofAnswer(answer, "GET");
    }

    private void passOn() {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = link.fromClient();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!link.frozen()) {
                    link.toServer().write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // Either side has gone the hard way.
        }
        link.end(Fault.Ending.CLOSE);
    }

    private boolean answer(HttpHead request, @Nullable Fault fault) throws IOException {
        HttpHead answer =
                HttpHead.read(link.fromServer())
                        .orElseThrow(() -> new IOException("The API server hung up."));
        if (answer.upgrade() && !(fault instanceof Fault.SwallowAnswer)) {
            return upgraded(answer, fault);
        }
        // Not before: a client that leaves earlier has still asked, and the server is to work on
        // it.
        sentinel = new Sentinel(link);
        switch (fault) {
            case Fault.LoseAnswer() -> {
                link.end(Fault.Ending.RESET);
                return false;
            }
            case Fault.SwallowAnswer() -> link.hold();
            case Fault.LateAnswer(Duration delay) -> link.pause(delay);
            case null, default -> {}
        }
        AnswerSink sink = new AnswerSink(link, fault, link.toClient());
        sink.head(answer);
        String method = request.requestLine().method();
        boolean framed = new Body(link.fromServer(), sink).ofAnswer(answer, method);
        return framed && !answer.last() && !request.last();
    }
}
