package dev.plimsoll.serve.job;

import java.time.Duration;
import java.util.List;

/** One job for one term. What it watches is judged and ended by who gave it the watches. */
public interface JobWork extends AutoCloseable {

    /** How much waits to be done. */
    int queueDepth();

    /** For how long the oldest of it has been due. */
    Duration queueAge();

    /** For how long the current step has been going on. */
    Duration busyFor();

    /** What must be so besides the watches before the job can do its work. */
    default List<Check> readiness() {
        return List.of();
    }

    /** Whether its own threads still move. */
    List<Check> liveness();

    /**
     * Writes what the cluster should know before this process gives the lease back, and may not
     * write any more.
     */
    default void conclude() {}

    /** Ends the work after the step it is in; what is unfinished is taken up by the next. */
    @Override
    void close();
}
