package dev.plimsoll.core.port;

import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.Node;
import java.util.Set;

/**
 * Shows one node to a drain and carries out what it decides. Every call blocks until the answer or
 * a deadline, and never throws for what a server or network does.
 */
public interface DrainWorld {

    /**
     * Looks at the node, its pods and the budgets as they are now.
     *
     * @param counted the workloads whose ready pods are to be counted
     */
    Look look(String node, Set<Workload> counted);

    /** Closes the node to new pods, and marks it as closed by a drain. */
    WriteOutcome<Node> cordon(Node node);

    /** Opens a node that {@link #cordon} closed, and takes the mark off. */
    WriteOutcome<Node> uncordon(Node node);

    /**
     * Asks the server to evict this very pod, and no later one of its name. {@code Done} means that
     * it is on its way out.
     */
    WriteOutcome<DrainPod> evict(DrainPod pod);

    /**
     * Deletes this very pod with its own grace period, and no later one of its name; no budget is
     * asked.
     */
    WriteOutcome<DrainPod> delete(DrainPod pod);

    /** What came of a look. */
    sealed interface Look {

        record Seen(DrainSight sight) implements Look {}

        /** There is no such node. */
        record Missing() implements Look {}

        /**
         * The right to see it is missing, and asking again will not help.
         *
         * @param why a sentence that names the right
         */
        record Forbidden(String why) implements Look {}

        /**
         * The server did not show it.
         *
         * @param why a sentence
         */
        record Failed(String why) implements Look {}
    }
}
