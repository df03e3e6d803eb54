package dev.plimsoll.core.port;

import dev.plimsoll.core.secrets.SecretUse;

/**
 * Writes what makes External Secrets read again. A write blocks until the answer or a deadline, and
 * never throws for what a server or network does.
 */
public interface SecretWrites {

    /** The annotation that is set, and that External Secrets' own documentation proposes. */
    String ANNOTATION = "force-sync";

    /**
     * Sets the annotation: an ExternalSecret's own one, or the one that a ClusterExternalSecret
     * gives its children. It names the uid it was decided on and no version: whatever else changes
     * meanwhile, one annotation more does no harm.
     *
     * @param value the same for the same change, so that a repetition changes nothing
     */
    WriteOutcome<SecretUse> touch(SecretUse use, String value);

    /**
     * Makes an ExternalSecret one that has never been read; only a touch then wakes anybody. It
     * names the version it was decided on: one that has been touched or read meanwhile is a
     * conflict, and would be read once more for nothing.
     */
    WriteOutcome<SecretUse> forgetSync(SecretUse use);
}
