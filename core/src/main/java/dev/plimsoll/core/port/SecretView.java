package dev.plimsoll.core.port;

import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretUse;
import java.util.Collection;
import java.util.List;

/** Shows who uses what, as the cluster is now as far as is known. */
public interface SecretView {

    /** Finds all resources that use what has changed. */
    List<SecretMatch> match(SecretChange change);

    /** All ExternalSecrets and ClusterExternalSecrets. */
    Collection<SecretUse> uses();
}
