package dev.plimsoll.core.port;

import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;

/**
 * Writes how a SecretRefresh fares. It blocks until the answer or a deadline, and never throws for
 * what a server or network does.
 */
@FunctionalInterface
public interface SecretRefreshWrites {

    /** Replaces the status of the version it was decided on. */
    WriteOutcome<SecretRefresh> writeStatus(SecretRefresh refresh, SecretRefreshStatus status);
}
