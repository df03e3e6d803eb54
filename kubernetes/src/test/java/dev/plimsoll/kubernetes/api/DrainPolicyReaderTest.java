package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.signal.DiskMetric;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.drainpolicy.DrainLimits;
import dev.plimsoll.core.drainpolicy.DrainMode;
import dev.plimsoll.core.drainpolicy.DrainPolicySpec;
import dev.plimsoll.core.drainpolicy.NotifyTarget;
import dev.plimsoll.core.drainpolicy.SecretFile;
import dev.plimsoll.core.drainpolicy.SignalSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the reader makes of a spec; {@link CasesTest} has the case files. */
class DrainPolicyReaderTest {

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid("nodedrainpolicy");
    }

    @Test
    void everythingSaidIsRead() throws IOException {
        // When
        DrainPolicySpec spec = spec("everything");

        // Then
        assertThat(spec.mode()).isEqualTo(DrainMode.ENFORCE);
        assertThat(spec.triggers())
                .containsExactly(
                        new Trigger.Full(DiskMetric.BYTES, 75, 80.5, Duration.ofMinutes(10)),
                        new Trigger.Full(DiskMetric.INODES, 85, 90, Duration.ZERO),
                        new Trigger.Stated("ReadonlyFilesystem", "True", Duration.ofMinutes(5)),
                        new Trigger.Asked("node_hwmon_temp_celsius > 90", Duration.ofMinutes(5)));
        assertThat(spec.signals())
                .isEqualTo(
                        new SignalSpec.Prometheus(
                                URI.create("http://prometheus.monitoring:9090/prefix"),
                                Optional.of("team-a"),
                                Optional.of(new SecretFile("prometheus", "token")),
                                Optional.of(new SecretFile("prometheus", "ca.crt")),
                                Map.of("cluster", "prod")));
        assertThat(spec.limits()).isEqualTo(new DrainLimits(2, 1, 10));
        assertThat(spec.safety()).containsExactly("ALERTS{alertname=\"Incident\"} > 0");
        assertThat(spec.drain().podsAtOnce()).isEqualTo(2);
        assertThat(spec.end()).isEqualTo(EndChoice.NONE);
        assertThat(spec.nodeSelector().matches(Map.of("karpenter.sh/nodepool", "default")))
                .isTrue();
        assertThat(spec.targets())
                .containsExactly(
                        new NotifyTarget.Slack(new SecretFile("slack", "url")),
                        new NotifyTarget.Alertmanager(
                                URI.create("http://alertmanager.monitoring:9093")),
                        new NotifyTarget.Webhook(URI.create("https://hooks.example.com/drains")));
    }

    @Test
    void whatIsNotSaidIsCautious() throws IOException {
        // When
        DrainPolicySpec spec = spec("shortest");

        // Then
        assertThat(spec.mode()).isEqualTo(DrainMode.RECOMMEND);
        assertThat(spec.signals()).isEqualTo(new SignalSpec.Kubelet());
        assertThat(spec.triggers())
                .containsExactly(
                        new Trigger.Full(DiskMetric.BYTES, 75, 80, Duration.ofMinutes(10)));
        assertThat(spec.limits()).isEqualTo(new DrainLimits(1, 1, 20));
    }

    private static DrainPolicySpec spec(String name) throws IOException {
        PolicyCase policyCase =
                valid().stream()
                        .filter(it -> it.resource().at("/metadata/name").asText().equals(name))
                        .findFirst()
                        .orElseThrow();
        return DrainPolicyReader.read(policyCase.resource()).spec().valid().orElseThrow();
    }
}
