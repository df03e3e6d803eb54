package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.port.MessageQueue.Message;
import dev.plimsoll.core.secrets.TouchStep;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One change on its way to all who use it. */
final class Fanout {

    private final TouchValue value;
    private final Optional<Instant> at;
    private final Instant begunAt;
    private final Deque<TouchStep> left;
    private Optional<Message> message;
    private int underWay;
    private boolean broken;

    /**
     * @param value of the annotation
     * @param at when it happened, or the queue was told
     * @param begunAt when its touching began
     * @param message empty where no queue has told of the change
     */
    Fanout(
            TouchValue value,
            Optional<Instant> at,
            Instant begunAt,
            Optional<Message> message,
            List<TouchStep> steps) {
        this.value = value;
        this.at = at;
        this.begunAt = begunAt;
        this.message = message;
        left = new ArrayDeque<>(steps);
    }

    String event() {
        return value.event();
    }

    TouchValue value() {
        return value;
    }

    Optional<Instant> at() {
        return at;
    }

    Instant begunAt() {
        return begunAt;
    }

    Deque<TouchStep> left() {
        return left;
    }

    /** Takes a step out, to be done and then {@link #settled}. */
    TouchStep take() {
        underWay++;
        return left.remove();
    }

    void settled() {
        underWay--;
    }

    boolean done() {
        return left.isEmpty() && underWay == 0;
    }

    /** The delivery to answer: the last one, for the receipts of earlier ones may not hold. */
    Optional<Message> message() {
        return message;
    }

    void deliveredAgain(Message again) {
        message = Optional.of(again);
    }

    /** A step will never succeed: the message is not given back, and comes again. */
    void breakUp() {
        broken = true;
    }

    boolean broken() {
        return broken;
    }
}
