package dev.plimsoll.integrations.prometheus;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Says where Prometheus is, or what answers like it (Thanos, Mimir, VictoriaMetrics), and how it is
 * asked.
 *
 * @param url what {@code /api/v1/query} is appended to
 * @param organisation the tenant, sent as {@code X-Scope-OrgID}
 * @param tokenFile holds the bearer token; read for each query, so that it may change
 * @param authority PEM certificates to trust in place of the JVM's
 * @param matchers labels that the node exporter's series must have, such as {@code cluster}
 * @param deadline for a whole query
 */
public record PrometheusSettings(
        URI url,
        Optional<String> organisation,
        Optional<Path> tokenFile,
        Optional<Path> authority,
        Map<String, String> matchers,
        Duration deadline) {

    public static final Duration DEADLINE = Duration.ofSeconds(10);

    public PrometheusSettings {
        matchers = Map.copyOf(matchers);
    }

    /** Says nothing but where it is. */
    public static PrometheusSettings at(URI url) {
        return new PrometheusSettings(
                url, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), DEADLINE);
    }
}
