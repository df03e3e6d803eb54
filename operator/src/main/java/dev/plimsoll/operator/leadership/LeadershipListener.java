package dev.plimsoll.operator.leadership;

/** Hears, on the elector's thread, that this process leads or no longer does; returns at once. */
public interface LeadershipListener {

    /**
     * The fence has opened. What was seen of the cluster may be older than a former leader's last
     * write: whoever decides on it must look anew first.
     *
     * @param term how often the lease has changed hands
     */
    void started(int term);

    /** The fence has closed. */
    void stopped(String why);
}
