package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.port.MessageQueue.Message;
import dev.plimsoll.core.secrets.TouchStep;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** One change on its way to all who use it. */
final class Fanout {

    private final String event;
    private final String value;
    private final Deque<TouchStep> left;
    private Message message;
    private boolean broken;

    /**
     * @param value of the annotation, the same whenever this change is delivered
     */
    Fanout(String event, String value, Message message, List<TouchStep> steps) {
        this.event = event;
        this.value = value;
        this.message = message;
        left = new ArrayDeque<>(steps);
    }

    String event() {
        return event;
    }

    String value() {
        return value;
    }

    Deque<TouchStep> left() {
        return left;
    }

    /** The delivery to answer: the last one, for the receipts of earlier ones may not hold. */
    Message message() {
        return message;
    }

    void deliveredAgain(Message again) {
        message = again;
    }

    /** A step will never succeed: the message is not given back, and comes again. */
    void breakUp() {
        broken = true;
    }

    boolean broken() {
        return broken;
    }
}
