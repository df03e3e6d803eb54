package dev.plimsoll.core.port;

import dev.plimsoll.core.secrets.RefreshCounts.Count;
import java.time.Duration;

/** Counts and times what the secrets job does, by the name of the SecretRefresh. */
public interface RefreshMeters {

    void count(String refresh, Count count);

    /**
     * @param sinceEvent from the event, by its own time, to the touch
     */
    void touched(String refresh, Duration sinceEvent);

    /**
     * @param sinceEvent from the event, by its own time, to External Secrets' having read
     */
    void confirmed(String refresh, Duration sinceEvent);
}
