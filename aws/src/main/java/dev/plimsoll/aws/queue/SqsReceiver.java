package dev.plimsoll.aws.queue;

import dev.plimsoll.core.port.MessageQueue;
import dev.plimsoll.core.port.QueueStatus;
import dev.plimsoll.core.port.QueueStatus.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Receives the messages of a queue, standard or FIFO, by long polls, for as long as it lives. A
 * poll that never answers is given up; after a failure it waits a random and growing time, and
 * never gives up. Nothing of a message's body gets into a log.
 */
public final class SqsReceiver implements MessageQueue, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqsReceiver.class);
    private static final int WAIT_SECONDS = 20;
    private static final int SHORT_WAIT_SECONDS = 1;
    private static final int MOST_AT_ONCE = 10;
    private static final Duration POLL_DEADLINE = Duration.ofSeconds(WAIT_SECONDS + 10);
    private static final Duration ASK_DEADLINE = Duration.ofSeconds(10);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration CLOSED_NAP = Duration.ofMillis(100);
    private static final Problem CLOSED =
            new Problem(
                    "Waiting",
                    "Nothing is received before the resources of External Secrets are known.");

    private final QueueAddress address;
    private final BooleanSupplier open;
    private final Consumer<Message> sink;
    private final DeadlineCalls<SqsClient> calls;
    private final SqsAnswers answers;
    private final Backoff backoff;
    private final Thread thread;
    private final long begun = System.nanoTime();
    private volatile long answeredAt = begun;
    private volatile long steppedAt = begun;
    private volatile Optional<Problem> problem = Optional.of(CLOSED);
    private volatile boolean closed;
    private boolean visibilityKnown;

    /**
     * @param open tells whether messages may be asked for now
     * @param sink takes each message; it must return soon, and answer each by {@link #delete} or
     *     {@link #leave}
     */
    public SqsReceiver(
            QueueAddress address,
            BooleanSupplier open,
            Consumer<Message> sink,
            RandomGenerator random) {
        this.address = address;
        this.open = open;
        this.sink = sink;
        calls = new DeadlineCalls<>(() -> AwsClients.sqs(address.region()));
        answers =
                new SqsAnswers(
                        address, new DeadlineCalls<>(() -> AwsClients.sqs(address.region())));
        backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
        thread = Thread.ofVirtual().name("plimsoll-sqs").unstarted(this::run);
    }

    public void start() {
        answers.start();
        thread.start();
    }

    private void run() {
        int failures = 0;
        while (!closed) {
            steppedAt = System.nanoTime();
            try {
                if (!open.getAsBoolean()) {
                    problem = Optional.of(CLOSED);
                    // What was not asked for is no silence of the queue's.
                    answeredAt = System.nanoTime();
                    Thread.sleep(CLOSED_NAP);
                    continue;
                }
                learnVisibility();
                receive();
                failures = 0;
            } catch (AwsFailure e) {
                failures++;
                failed(e.problem());
                rest(backoff.after(failures));
            } catch (InterruptedException e) {
                // Closed: the loop's condition knows.
            } catch (RuntimeException e) {
                // A bug of ours. To go on is better than to stand still, and it is said each time.
                LOG.error("Receiving from {} failed; it goes on.", address.url(), e);
                failures++;
                rest(backoff.after(failures));
            }
        }
    }

    private void failed(Problem now) {
        if (!problem.map(Problem::reason).equals(Optional.of(now.reason()))) {
            LOG.warn("Nothing is received from {}: {}", address.url(), now.sentence());
        }
        problem = Optional.of(now);
    }

    private void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            // Closed: the loop's condition knows.
        }
    }

    /** Asked for once; who may not ask goes by the usual value. */
    private void learnVisibility() throws InterruptedException {
        if (visibilityKnown) {
            return;
        }
        visibilityKnown = true;
        try {
            String seconds =
                    calls.call(
                                    "GetQueueAttributes of " + address.url(),
                                    ASK_DEADLINE,
                                    client ->
                                            client.getQueueAttributes(request ->
                                                    request.queueUrl(address.url())
                                                            .attributeNames(
                                                                    QueueAttributeName
                                                                            .VISIBILITY_TIMEOUT)))
                            .attributes()
                            .get(QueueAttributeName.VISIBILITY_TIMEOUT);
            if (seconds != null) {
                answers.visibility(Duration.ofSeconds(Long.parseLong(seconds)));
            }
        } catch (AwsFailure e) {
            visibilityKnown = e.problem().reason().equals("AccessDenied");
            LOG.warn("The visibility time-out cannot be asked for: {}", e.getMessage());
        }
    }

    private void receive() throws AwsFailure, InterruptedException {
        // Whether the queue answers at all should be known soon.
        int wait = problem.isPresent() ? SHORT_WAIT_SECONDS : WAIT_SECONDS;
        var answer =
                calls.call(
                        "ReceiveMessage of " + address.url(),
                        POLL_DEADLINE,
                        client ->
                                client.receiveMessage(request ->
                                        request.queueUrl(address.url())
                                                .maxNumberOfMessages(MOST_AT_ONCE)
                                                .waitTimeSeconds(wait)
                                                .messageSystemAttributeNames(
                                                        MessageSystemAttributeName.SENT_TIMESTAMP,
                                                        MessageSystemAttributeName
                                                                .APPROXIMATE_RECEIVE_COUNT)));
        answeredAt = System.nanoTime();
        if (problem.isPresent()) {
            LOG.info("The queue {} answers.", address.url());
            problem = Optional.empty();
        }
        List<Message> messages = answer.messages().stream().map(SqsReceiver::message).toList();
        messages.forEach(answers::hold);
        messages.forEach(sink);
    }

    private static Message message(software.amazon.awssdk.services.sqs.model.Message from) {
        String sent = from.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        String times = from.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return new Message(
                from.messageId(),
                from.receiptHandle(),
                from.body(),
                Optional.ofNullable(sent).map(Long::valueOf).map(Instant::ofEpochMilli),
                !"1".equals(times));
    }

    @Override
    public void delete(Message message) {
        answers.delete(message);
    }

    @Override
    public void leave(Message message) {
        answers.leave(message);
    }

    /** How it fares. */
    public QueueStatus status() {
        long now = System.nanoTime();
        return new QueueStatus(
                Duration.ofNanos(now - answeredAt),
                Duration.ofNanos(now - steppedAt),
                problem,
                answers.held());
    }

    /** Ends the polls at once, and tells the queue for two seconds at most what was dealt with. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        answers.close();
        Thread _ = Thread.ofVirtual().start(calls::close);
    }
}
