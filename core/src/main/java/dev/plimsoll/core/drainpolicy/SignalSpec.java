package dev.plimsoll.core.drainpolicy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Who is asked how full disks are. */
public sealed interface SignalSpec {

    /** The kubelets themselves, which needs nothing installed. */
    record Kubelet() implements SignalSpec {}

    /**
     * A Prometheus that scrapes node exporters.
     *
     * @param organisation the tenant, sent as {@code X-Scope-OrgID}
     * @param token a bearer token
     * @param authority PEM certificates to trust in place of the usual ones
     * @param labels that the series must have, where it knows several clusters
     */
    record Prometheus(
            URI url,
            Optional<String> organisation,
            Optional<SecretFile> token,
            Optional<SecretFile> authority,
            Map<String, String> labels)
            implements SignalSpec {

        public Prometheus {
            labels = Map.copyOf(labels);
        }
    }
}
