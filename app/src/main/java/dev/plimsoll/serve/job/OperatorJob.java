package dev.plimsoll.serve.job;

import java.util.List;

/** A job that an operator does, term after term; what it counts goes on from one to the next. */
public interface OperatorJob {

    /** As on the command line and in metrics, such as {@code labels}. */
    String name();

    /**
     * What it watches, as the metrics name it: titles of resource types without their group, such
     * as {@code nodes}.
     */
    List<String> resources();

    /**
     * Begins a term. A new one begins with new stores, for what a follower has seen may be older
     * than the last leader's last write.
     *
     * @param leading whether this process may write; else it looks on, so that what is missing is
     *     known before it ever leads
     */
    JobWork begin(Watches watches, boolean leading);
}
