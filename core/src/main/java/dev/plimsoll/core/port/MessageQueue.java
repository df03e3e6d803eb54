package dev.plimsoll.core.port;

/**
 * Gives back what a queue has delivered. The queue delivers each message at least once, and again
 * after a while until it is told that the message was dealt with; after some times it puts it
 * aside.
 */
public interface MessageQueue {

    /**
     * One delivery of a message.
     *
     * @param id the same for each delivery
     * @param receipt by which this delivery is answered
     */
    record Message(String id, String receipt, String body) {

        /** Leaves the body out: it might hold a value, and this might get into a log. */
        @Override
        public String toString() {
            return "Message[id=" + id + "]";
        }
    }

    /**
     * Says that a message was dealt with. It blocks until the answer or a deadline.
     *
     * @return whether the queue took it; if not, the message comes again
     */
    boolean delete(Message message);
}
