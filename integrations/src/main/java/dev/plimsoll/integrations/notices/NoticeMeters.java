package dev.plimsoll.integrations.notices;

/** Counts what becomes of notices. Called from several threads. */
@FunctionalInterface
public interface NoticeMeters {

    /** What became of one. */
    enum Fate {
        DELIVERED,
        /** Tried as often as it may be, or refused. */
        FAILED,
        /** Too many waited already. */
        DROPPED
    }

    /**
     * Counts one notice.
     *
     * @param channel {@code slack}, {@code alertmanager} or {@code webhook}
     */
    void count(String channel, Fate fate);
}
