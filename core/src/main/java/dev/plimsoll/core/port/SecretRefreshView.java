package dev.plimsoll.core.port;

import dev.plimsoll.core.secrets.SecretRefresh;
import java.util.Collection;
import java.util.Optional;

/** Shows the SecretRefreshes as last seen, the answers to own writes included. */
public interface SecretRefreshView {

    /** All of them, in no order. */
    Collection<SecretRefresh> refreshes();

    Optional<SecretRefresh> refresh(String name);
}
