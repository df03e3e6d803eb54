package dev.plimsoll.core.capacity.guaranteed;

import java.util.Locale;

/** Says what becomes of a container that has no limit, without which nothing is Guaranteed. */
public enum MissingLimits {
    /** Its workload stays as it is: a limit is for its owner to choose. */
    SKIP,
    /** What it requests becomes its limit: it is then slowed down, or killed, at that amount. */
    REQUESTS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
