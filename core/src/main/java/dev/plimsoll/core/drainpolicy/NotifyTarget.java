package dev.plimsoll.core.drainpolicy;

import java.net.URI;

/** Who is told, beside the events in the cluster. */
public sealed interface NotifyTarget {

    /**
     * A channel.
     *
     * @param url holds the webhook's address, which is a secret
     */
    record Slack(SecretFile url) implements NotifyTarget {}

    /** An Alertmanager, by its API v2. */
    record Alertmanager(URI url) implements NotifyTarget {}

    /** Whoever takes CloudEvents over HTTP. */
    record Webhook(URI url) implements NotifyTarget {}
}
