package dev.plimsoll.operator.leadership;

/** Mistakes that the simulation must find. */
enum PlantedBug {
    NONE,
    /** The fence is measured from the answer to a renewal, not from its sending. */
    FENCE_FROM_ANSWER,
    /** A lease is taken for expired by the renew time that its holder wrote, by its own clock. */
    EXPIRY_BY_RENEW_TIME,
    /** The fence is asked when a write is decided, and not again before it is sent. */
    NO_LATE_QUESTION,
    /** Writes are given all the time that the server would take. */
    NO_WRITE_DEADLINE,
    /** Leases are written whatever version they have. */
    NO_PRECONDITION,
    /** The lease is given back while writes are under way. */
    HASTY_LEAVE,
    /**
     * The monotonic clock alone closes the fence, though it stands still while a machine sleeps.
     */
    NO_WALL_CLOCK,
    /** Whoever creates a missing lease leads at once, though somebody may have held it. */
    HASTY_CREATE
}
