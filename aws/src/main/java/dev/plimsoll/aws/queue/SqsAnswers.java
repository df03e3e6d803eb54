package dev.plimsoll.aws.queue;

import dev.plimsoll.core.port.MessageQueue.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/**
 * Tells a queue what has become of what it delivered: deletes, ten at once, and prolongs the
 * visibility time-out of messages that are still being dealt with, when half of it is over.
 */
final class SqsAnswers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqsAnswers.class);
    private static final int MOST_AT_ONCE = 10;
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Until what is done is told: others are likely to be done by then. */
    private static final Duration NAP = Duration.ofMillis(200);

    /** A FIFO queue gives out no more of a group before it is told. */
    private static final Duration NAP_IN_ORDER = Duration.ofMillis(20);

    private static final Duration AT_CLOSE = Duration.ofSeconds(2);
    private static final int MOST_TRIES = 20;

    private final QueueAddress address;
    private final DeadlineCalls<SqsClient> calls;
    private final Thread thread;
    private final Map<String, Long> heldSince = new LinkedHashMap<>();
    private final Map<String, Integer> toDelete = new LinkedHashMap<>();
    private Duration visibility = Duration.ofSeconds(30);
    private boolean closed;

    SqsAnswers(QueueAddress address, DeadlineCalls<SqsClient> calls) {
        this.address = address;
        this.calls = calls;
        thread = Thread.ofVirtual().name("plimsoll-sqs-answers").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    synchronized void visibility(Duration visibility) {
        this.visibility = visibility;
    }

    synchronized void hold(Message message) {
        heldSince.put(message.receipt(), System.nanoTime());
        notifyAll();
    }

    synchronized void delete(Message message) {
        heldSince.remove(message.receipt());
        toDelete.put(message.receipt(), 0);
        notifyAll();
    }

    synchronized void leave(Message message) {
        heldSince.remove(message.receipt());
    }

    synchronized int held() {
        return heldSince.size() + toDelete.size();
    }

    private void run() {
        try {
            while (true) {
                List<String> deletes = awaitDeletes();
                boolean well =
                        deletes.isEmpty()
                                ? prolong()
                                : batch("DeleteMessageBatch", deletes, this::deleted);
                if (!well) {
                    Thread.sleep(PAUSE);
                } else if (finished()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Closed: what was not told comes again, and is known or repeated without effect.
        }
    }

    private synchronized boolean finished() {
        return closed && toDelete.isEmpty();
    }

    /** Waits until something is to be deleted, or a hold to be prolonged. */
    private synchronized List<String> awaitDeletes() throws InterruptedException {
        if (toDelete.isEmpty() && !closed) {
            wait(heldSince.isEmpty() ? 1_000 : Math.max(1, visibility.toMillis() / 8));
        }
        long end = System.nanoTime() + (address.inOrder() ? NAP_IN_ORDER : NAP).toNanos();
        while (!toDelete.isEmpty() && toDelete.size() < MOST_AT_ONCE && !closed) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return toDelete.keySet().stream().limit(MOST_AT_ONCE).toList();
    }

    private boolean prolong() throws InterruptedException {
        List<String> due = new ArrayList<>();
        synchronized (this) {
            long half = visibility.toNanos() / 2;
            long now = System.nanoTime();
            heldSince.forEach((receipt, since) -> {
                if (now - since >= half && due.size() < MOST_AT_ONCE) {
                    due.add(receipt);
                }
            });
            // Before the call, so that the new time-out surely ends after what is assumed here.
            due.forEach(receipt -> heldSince.replace(receipt, now));
        }
        if (due.isEmpty() || batch("ChangeMessageVisibilityBatch", due, this::prolonged)) {
            return true;
        }
        synchronized (this) {
            long overdue = System.nanoTime() - visibility.toNanos() / 2;
            due.forEach(receipt -> heldSince.replace(receipt, overdue));
        }
        return false;
    }

    private List<BatchResultErrorEntry> prolonged(SqsClient client, Map<String, String> receipts) {
        int seconds;
        synchronized (this) {
            seconds = (int) visibility.toSeconds();
        }
        return client.changeMessageVisibilityBatch(request ->
                        request.queueUrl(address.url())
                                .entries(
                                        receipts.entrySet().stream()
                                                .map(each ->
                                                        ChangeMessageVisibilityBatchRequestEntry
                                                                .builder()
                                                                .id(each.getKey())
                                                                .receiptHandle(each.getValue())
                                                                .visibilityTimeout(seconds)
                                                                .build())
                                                .toList()))
                .failed();
    }

    private List<BatchResultErrorEntry> deleted(SqsClient client, Map<String, String> receipts) {
        return client.deleteMessageBatch(request ->
                        request.queueUrl(address.url())
                                .entries(
                                        receipts.entrySet().stream()
                                                .map(each ->
                                                        DeleteMessageBatchRequestEntry.builder()
                                                                .id(each.getKey())
                                                                .receiptHandle(each.getValue())
                                                                .build())
                                                .toList()))
                .failed();
    }

    private boolean batch(
            String asked,
            List<String> receipts,
            BiFunction<SqsClient, Map<String, String>, List<BatchResultErrorEntry>> call)
            throws InterruptedException {
        Map<String, String> byId = new HashMap<>();
        receipts.forEach(receipt -> byId.put("m" + byId.size(), receipt));
        try {
            List<BatchResultErrorEntry> failed =
                    calls.call(
                            asked + " of " + address.url(),
                            DEADLINE,
                            client -> call.apply(client, byId));
            List<String> again =
                    failed.stream()
                            .filter(each -> !Boolean.TRUE.equals(each.senderFault()))
                            .map(each -> byId.getOrDefault(each.id(), ""))
                            .toList();
            settle(receipts, again);
            return again.isEmpty();
        } catch (AwsFailure e) {
            LOG.debug("The queue is told again: {}", e.getMessage());
            settle(receipts, receipts);
            return false;
        }
    }

    /** A receipt that the queue will not take any more is forgotten: its message comes again. */
    private synchronized void settle(List<String> told, List<String> again) {
        for (String receipt : told) {
            toDelete.computeIfPresent(
                    receipt,
                    (_, tries) -> again.contains(receipt) && tries < MOST_TRIES ? tries + 1 : null);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            heldSince.clear();
            notifyAll();
        }
        try {
            if (!thread.join(AT_CLOSE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        Thread _ = Thread.ofVirtual().start(calls::close);
    }
}
