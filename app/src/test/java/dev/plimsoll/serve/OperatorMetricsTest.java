package dev.plimsoll.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.canary.CanaryStatus;
import dev.plimsoll.serve.job.JobWork;
import dev.plimsoll.serve.job.OperatorJob;
import dev.plimsoll.serve.job.Watches;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What dashboards and alerts rely on, and where it is explained. */
class OperatorMetricsTest {

    private static final OperatorJob LABELS =
            new OperatorJob() {
                @Override
                public String name() {
                    return "labels";
                }

                @Override
                public List<String> resources() {
                    return List.of("nodes", "nodelabelpolicies");
                }

                @Override
                public JobWork begin(Watches watches, boolean leading) {
                    throw new UnsupportedOperationException("Nothing begins here");
                }
            };

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void publishesWhatShowsAHangFromTheStart() {
        // Given a process that has seen nothing yet

        // When
        Set<String> names = published();

        // Then
        assertThat(names)
                .contains(
                        "plimsoll_feed_last_byte_age_seconds",
                        "plimsoll_feed_reconnects_total",
                        "plimsoll_feed_missed_events_total",
                        "plimsoll_feed_relists_total",
                        "plimsoll_queue_depth",
                        "plimsoll_queue_age_seconds",
                        "plimsoll_leader",
                        "plimsoll_canary_round_trip_seconds",
                        "plimsoll_canary_age_seconds");
        assertThat(registry.scrape())
                .contains("plimsoll_feed_reconnects_total{reason=\"silent\",resource=\"nodes\"}");
    }

    @Test
    void goesOnAfterACollectionOfGarbage() {
        // Given
        OperatorMetrics metrics = new OperatorMetrics(registry);
        Duration trip = Duration.ofMillis(1250);
        metrics.publish(() -> Optional.of(returnedAfter(trip)));

        try {
            // When
            ManagementFactory.getMemoryMXBean().gc();

            // Then
            assertThat(registry.scrape()).contains("plimsoll_canary_round_trip_seconds 1.25");
        } finally {
            Reference.reachabilityFence(metrics);
        }
    }

    private static CanaryStatus returnedAfter(Duration trip) {
        return new CanaryStatus(
                Optional.of(trip), Duration.ZERO, 0, trip, Duration.ZERO, Optional.empty());
    }

    @Test
    void explainsEachInTheDocumentation() throws IOException {
        // Given
        String document = Files.readString(Path.of("..", "docs", "never-hang.md"));

        // When
        Set<String> names = published();

        // Then
        assertThat(names).allSatisfy(name -> assertThat(document).contains("`" + name));
    }

    private Set<String> published() {
        OperatorMetrics metrics = new OperatorMetrics(registry);
        metrics.publish(List.of(LABELS), () -> null, () -> true);
        metrics.publish(Optional::empty);
        Set<String> names = new TreeSet<>();
        registry.scrape()
                .lines()
                .filter(line -> line.startsWith("plimsoll_"))
                .forEach(line -> names.add(line.replaceAll("[{ ].*", "")));
        return names;
    }
}
