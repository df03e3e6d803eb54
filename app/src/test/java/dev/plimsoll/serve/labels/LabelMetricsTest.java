package dev.plimsoll.serve.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.WriteOutcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelMetricsTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LabelMetrics metrics = new LabelMetrics(registry);

    @Test
    void publishesTheLatestStatusAndTheWrites() {
        // Given
        metrics.status("p", status(3, 7));
        metrics.status("p", status(5, 8));
        NodeLabelPatch patch = new NodeLabelPatch("n", "u", "1", "p", Map.of(), Optional.empty());

        // When
        metrics.nodeWrite(patch, new WriteOutcome.Conflict<>("changed"));

        // Then
        assertThat(registry.scrape())
                .contains("plimsoll_label_nodes_desired{policy=\"p\"} 5.0")
                .contains("plimsoll_label_nodes_labelled{policy=\"p\"} 5.0")
                .contains("plimsoll_label_hosts_billed{policy=\"p\"} 6.0")
                .contains("plimsoll_label_moves_total{policy=\"p\"} 8.0")
                .contains(
                        "plimsoll_label_node_writes_total{outcome=\"conflict\",policy=\"p\"} 1.0");
    }

    @Test
    void forgetsAPolicyThatIsGone() {
        // Given
        metrics.status("p", status(3, 7));

        // When
        metrics.forget("p");

        // Then
        assertThat(registry.scrape()).doesNotContain("policy=\"p\"");
    }

    private static LabelPolicyStatus status(int nodes, long moves) {
        return new LabelPolicyStatus(1, nodes, nodes, 9, moves, 6, 1, List.of(), List.of());
    }
}
