package dev.plimsoll.core.port;

import java.time.Instant;
import java.util.Optional;

/**
 * Answers what a queue has delivered. The queue delivers each message at least once, and again
 * after a while until it is told that the message was dealt with; after some times it puts it
 * aside. While a message is held, the queue is kept from delivering it again.
 *
 * <p>Both answers return at once and never fail: what the queue does not take comes again.
 */
public interface MessageQueue {

    /**
     * One delivery of a message.
     *
     * @param id the same for each delivery
     * @param receipt by which this delivery is answered
     * @param sentAt when the queue got it
     * @param again whether it may have been delivered before
     */
    record Message(
            String id, String receipt, String body, Optional<Instant> sentAt, boolean again) {

        /** Leaves the body out: it might hold a value, and this might get into a log. */
        @Override
        public String toString() {
            return "Message[id=" + id + "]";
        }
    }

    /** Says that a message was dealt with. The queue is told soon, of several at once. */
    void delete(Message message);

    /** Holds a message no longer: it comes again after the queue's visibility time-out. */
    void leave(Message message);
}
