package dev.plimsoll.core.drain;

/** What a drain does next. */
public sealed interface DrainMove {

    /** Close the node to new pods. */
    record CordonNode() implements DrainMove {}

    /** Ask the server to let the pod go. */
    record Evict(DrainPod pod) implements DrainMove {}

    /** Delete the pod, whatever guards it: it could not be evicted in its time. */
    record Delete(DrainPod pod) implements DrainMove {}

    /**
     * Look again in a while.
     *
     * @param why a sentence
     */
    record Await(String why) implements DrainMove {}

    /** Nothing that must leave is left. */
    record Finish() implements DrainMove {}

    /**
     * Stop, and open the node again if a drain closed it.
     *
     * @param why a sentence that names what stands in the way
     */
    record GiveUp(String why) implements DrainMove {}
}
