package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.secrets.RefreshConditions;
import dev.plimsoll.core.secrets.RefreshCounts;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.RefreshSpec;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the reader makes of a spec; {@link CasesTest} has the case files. */
class SecretRefreshReaderTest {

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid("secretrefresh");
    }

    @Test
    void readsEveryField() throws IOException {
        // Given
        PolicyCase everything =
                valid().stream()
                        .filter(each -> each.name().equals("everything.yaml"))
                        .findFirst()
                        .orElseThrow();

        // When
        SecretRefresh refresh = SecretRefreshReader.read(everything.resource());

        // Then
        assertThat(refresh.spec())
                .isEqualTo(
                        new Reading.Valid<>(
                                new RefreshSpec(
                                        "https://queue.example.com/plimsoll.fifo",
                                        Optional.of("eu-central-1"),
                                        List.of("shop", "team-*"),
                                        List.of("db-*"),
                                        100,
                                        true,
                                        Optional.of("/secret/name"),
                                        true)));
    }

    @Test
    void goesOnCountingFromItsOwnStatus() throws IOException {
        // Given
        ObjectNode resource = (ObjectNode) valid().getFirst().resource().deepCopy();
        SecretRefresh before = SecretRefreshReader.read(resource);
        SecretRefreshStatus status =
                new SecretRefreshStatus(
                        3,
                        Optional.of(Instant.parse("2026-01-02T03:04:05.678Z")),
                        RefreshCounts.NONE.plus(Count.TOUCHED).plus(Count.TOUCHED),
                        List.of(RefreshConditions.accepted(), RefreshConditions.receiving()));
        Instant now = Instant.parse("2026-01-02T03:05:00Z");

        // When
        resource.set("status", SecretRefreshStatusJson.write(status, before, now));
        SecretRefresh read = SecretRefreshReader.read(resource);

        // Then
        assertThat(read.status()).isEqualTo(status);
        assertThat(read.conditionsSince())
                .containsOnlyKeys(
                        status.conditions().stream().map(Condition::type).toArray(String[]::new))
                .containsValue(now);
    }
}
