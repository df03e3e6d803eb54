package dev.plimsoll.integrations.notices;

import dev.plimsoll.core.drainpolicy.Notice;
import dev.plimsoll.integrations.http.Endpoint;
import dev.plimsoll.integrations.http.Reply;
import dev.plimsoll.integrations.notices.NoticeMeters.Fate;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One receiver with a queue of its own, so that one that hangs delays no other. */
final class Channel implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Channel.class.getName());
    private static final int WAITING = 64;
    private static final long LONGEST_ANSWER_BYTES = 1 << 16;

    private final Receiver receiver;
    private final NoticeMeters meters;
    private final List<Duration> pauses;
    private final Endpoint endpoint;
    private final BlockingQueue<Notice> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread worker;

    /**
     * @param deadline for one attempt
     * @param pauses before each further attempt
     */
    Channel(Receiver receiver, NoticeMeters meters, Duration deadline, List<Duration> pauses) {
        this.receiver = receiver;
        this.meters = meters;
        this.pauses = List.copyOf(pauses);
        this.endpoint = new Endpoint(Optional.empty(), deadline, LONGEST_ANSWER_BYTES);
        this.worker =
                Thread.ofVirtual().name("plimsoll-notices-" + receiver.channel()).start(this::work);
    }

    /** Takes a notice, or drops it where too many wait; never blocks. */
    void offer(Notice notice) {
        if (!waiting.offer(notice)) {
            meters.count(receiver.channel(), Fate.DROPPED);
        }
    }

    private void work() {
        try {
            while (true) {
                Notice notice = waiting.take();
                Optional<String> problem = deliver(notice);
                meters.count(receiver.channel(), problem.isEmpty() ? Fate.DELIVERED : Fate.FAILED);
                problem.ifPresent(why ->
                        LOG.log(
                                System.Logger.Level.WARNING,
                                "A notice was not delivered: {0} {1}",
                                receiver.title(),
                                why));
            }
        } catch (InterruptedException e) {
            // It is closed.
        }
    }

    /** Says why it was not delivered; empty where it was. */
    private Optional<String> deliver(Notice notice) throws InterruptedException {
        Optional<String> problem = Optional.empty();
        for (int attempt = 0; attempt <= pauses.size(); attempt++) {
            if (attempt > 0) {
                Thread.sleep(pauses.get(attempt - 1));
            }
            HttpRequest request;
            try {
                request = receiver.request(notice);
            } catch (Receiver.UnknownAddressException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
            switch (endpoint.send(request)) {
                case Reply.Failed(String why) -> problem = Optional.of(why);
                case Reply.Answered answer -> {
                    if (answer.successful()) {
                        return Optional.empty();
                    }
                    problem = Optional.of("answered " + answer.code());
                    if (answer.code() < 500 && answer.code() != 429) {
                        return problem;
                    }
                }
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return problem;
    }

    @Override
    public void close() {
        worker.interrupt();
        endpoint.close();
    }
}
