package dev.plimsoll.core.port;

import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUser;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Shows who uses what, as the cluster is now as far as is known. */
public interface SecretView {

    /**
     * Tells whether all has been seen, and news arrive: else a change would seem to concern none.
     */
    boolean ready();

    /** Finds all resources that use what has changed. */
    List<SecretMatch> match(SecretChange change);

    /** All ExternalSecrets and ClusterExternalSecrets. */
    Collection<SecretUse> uses();

    /** One of them as it is now. */
    Optional<SecretUse> use(SecretUser user);
}
