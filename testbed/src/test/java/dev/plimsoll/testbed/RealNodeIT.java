package dev.plimsoll.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@RealCluster
@Tag("root")
final class RealNodeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ControlPlane controlPlane;

    RealNodeIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @Test
    void podRunsAndLeavesInItsOwnTimeAndSummaryTellsOfTheDisk() {
        // Given
        try (RealNode node = RealNode.start(controlPlane, "real")) {
            controlPlane
                    .client()
                    .resource(
                            """
                            apiVersion: v1
                            kind: Pod
                            metadata: {name: waits, namespace: default}
                            spec:
                              nodeName: real
                              containers:
                              - name: main
                                image: %s
                                imagePullPolicy: Never
                                env: [{name: LEAVES_AFTER, value: 2s}]
                            """
                                    .formatted(RealNode.IMAGE))
                    .create();
            await().atMost(PATIENCE).until(() -> phase("waits").equals("Running"));

            // When
            node.disk().fillBytes(50);
            node.disk().fillInodes(60);

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        JsonNode summary = summary();
                        JsonNode fs = summary.at("/node/fs");
                        assertThat(fs.path("inodes").asLong()).isBetween(19_000L, 21_000L);
                        assertThat(
                                        100.0
                                                * fs.path("availableBytes").asLong()
                                                / fs.path("capacityBytes").asLong())
                                .isCloseTo(50, within(3.0));
                        assertThat(
                                        100.0
                                                * fs.path("inodesFree").asLong()
                                                / fs.path("inodes").asLong())
                                .isCloseTo(40, within(3.0));
                        assertThat(summary.at("/node/runtime/imageFs/capacityBytes").asLong())
                                .isEqualTo(fs.path("capacityBytes").asLong());
                        assertThat(summary.at("/pods/0/podRef/name").asText()).isEqualTo("waits");
                    });

            // When
            long began = System.nanoTime();
            controlPlane.client().pods().inNamespace("default").withName("waits").delete();
            await().atMost(PATIENCE).until(() -> phase("waits").isEmpty());

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThan(Duration.ofSeconds(2));
        }
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void nodeThatWasKilledIsNotInTheWayOfTheNext() {
        // Given
        RealNode killed = RealNode.start(controlPlane, "real");
        killed.server().kill();

        // When
        try (RealNode node = RealNode.start(controlPlane, "real")) {

            // Then
            assertThat(node.disk().use().bytesPercent()).isLessThan(30);
            assertThat(leftBehind()).hasSize(1);
        }
        killed.close();
        assertThat(leftBehind()).isEmpty();
    }

    /** The processes whose nodes have an address, or had one when they were killed. */
    private static List<String> leftBehind() {
        return Pattern.compile("lo:pl[0-9]+")
                .matcher(Command.run("ip", "-oneline", "address", "show", "dev", "lo"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private String phase(String pod) {
        return Optional.ofNullable(
                        controlPlane.client().pods().inNamespace("default").withName(pod).get())
                .map(Pod::getStatus)
                .map(status -> status.getPhase())
                .orElse("");
    }

    private JsonNode summary() {
        return controlPlane
                .api()
                .successful("GET", "/api/v1/nodes/real/proxy/stats/summary", null)
                .json();
    }
}
