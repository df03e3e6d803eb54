package dev.plimsoll.operator.secrets;

import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretUser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hears what becomes of changes; it must return at once. */
public interface RefreshListener {

    void counted(Count count);

    /**
     * @param left those that are left alone, each for the reason that its effect gives
     */
    void decided(SecretChange change, List<SecretMatch> left);

    /**
     * @param sinceEvent empty where nobody knows when it was
     */
    void touched(SecretUser user, Optional<Duration> sinceEvent);

    void confirmed(SecretUser user, Optional<Duration> sinceEvent);

    void unconfirmed(SecretUser user);

    void refused(SecretUser user, String why);
}
