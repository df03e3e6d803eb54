package dev.plimsoll.integrations.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drainpolicy.Notice;
import dev.plimsoll.core.drainpolicy.NotifyTarget;
import dev.plimsoll.core.drainpolicy.SecretFile;
import dev.plimsoll.integrations.http.LocalServer;
import dev.plimsoll.integrations.notices.NoticeMeters.Fate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final SecretFile SECRET = new SecretFile("slack", "url");
    private static final Notice NOTICE =
            new Notice(
                    "id-1",
                    Notice.Kind.FAILED,
                    "full-disks",
                    "node-1",
                    "Node node-1: pod <a> & b.",
                    Instant.parse("2026-01-01T00:00:00Z"));

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Notices notices;
    private final Path folder;

    NoticesTest(@TempDir Path folder) {
        this.folder = folder;
        notices =
                new Notices(
                        secret -> folder.resolve(secret.name()),
                        (channel, fate) -> counts.merge(channel + " " + fate, 1, Integer::sum),
                        Duration.ofMillis(500),
                        List.of(Duration.ofMillis(5), Duration.ofMillis(10)));
    }

    @AfterEach
    void stop() {
        notices.close();
    }

    private void slackAt(URI url) throws IOException {
        Files.writeString(folder.resolve("slack"), url + "\n");
    }

    private void awaitCount(String what, int count) {
        await().atMost(PATIENCE).until(() -> counts.getOrDefault(what, 0) == count);
    }

    @Test
    void slackIsToldAtTheSecretAddress() throws IOException {
        // Given
        try (LocalServer slack = LocalServer.answering(200, "ok")) {
            slackAt(slack.url().resolve("/services/T0/B0/secret"));

            // When
            notices.post(NOTICE, List.of(new NotifyTarget.Slack(SECRET)));

            // Then
            awaitCount("slack DELIVERED", 1);
            LocalServer.Asked asked = slack.asked().getFirst();
            assertThat(asked.uri()).hasPath("/services/T0/B0/secret");
            assertThat(json.readTree(asked.body()).path("text").asText())
                    .isEqualTo(
                            ":warning: *Failed* Node node-1: pod &lt;a&gt; &amp; b.\n"
                                    + "_policy full-disks_");
        }
    }

    @Test
    void alertmanagerAndWebhookAreToldInTheirOwnWords() throws IOException {
        // Given
        try (LocalServer server = LocalServer.answering(200, "")) {

            // When
            notices.post(
                    NOTICE,
                    List.of(
                            new NotifyTarget.Alertmanager(server.url().resolve("/am/")),
                            new NotifyTarget.Webhook(server.url().resolve("/hook"))));

            // Then
            awaitCount("alertmanager DELIVERED", 1);
            awaitCount("webhook DELIVERED", 1);
            LocalServer.Asked alert = asked(server, "/am/api/v2/alerts");
            JsonNode labels = json.readTree(alert.body()).at("/0/labels");
            assertThat(labels.path("alertname").asText()).isEqualTo("PlimsollNodeDrain");
            assertThat(labels.path("node").asText()).isEqualTo("node-1");
            LocalServer.Asked event = asked(server, "/hook");
            assertThat(event.headers().getFirst("Content-Type"))
                    .isEqualTo("application/cloudevents+json");
            JsonNode body = json.readTree(event.body());
            assertThat(body.path("specversion").asText()).isEqualTo("1.0");
            assertThat(body.path("type").asText()).isEqualTo("dev.plimsoll.nodedrain.failed");
            assertThat(body.path("id").asText()).isEqualTo("id-1");
            assertThat(body.path("subject").asText()).isEqualTo("node-1");
        }
    }

    private static LocalServer.Asked asked(LocalServer server, String path) {
        return server.asked().stream()
                .filter(one -> one.uri().getPath().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"500, 3", "503, 3", "429, 3", "404, 1", "403, 1", "302, 1"})
    void whatMayPassIsTriedAgainAndWhatIsRefusedIsNot(int code, int times) {
        // Given
        try (LocalServer server = LocalServer.answering(code, "no")) {

            // When
            notices.post(NOTICE, List.of(new NotifyTarget.Webhook(server.url())));

            // Then
            awaitCount("webhook FAILED", 1);
            assertThat(server.asked()).hasSize(times);
        }
    }

    @Test
    void receiverThatHangsHoldsUpNobodyAndWhatFindsNoRoomIsDropped() {
        // Given
        try (LocalServer hanging = LocalServer.hanging();
                LocalServer well = LocalServer.answering(200, "")) {
            NotifyTarget stuck = new NotifyTarget.Webhook(hanging.url());
            NotifyTarget good = new NotifyTarget.Alertmanager(well.url());
            Instant begun = Instant.now();

            // When
            for (int number = 0; number < 200; number++) {
                notices.post(NOTICE, List.of(stuck));
            }
            notices.post(NOTICE, List.of(stuck, good));

            // Then
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
            awaitCount("alertmanager DELIVERED", 1);
            assertThat(counts.get("webhook DROPPED")).isGreaterThanOrEqualTo(100);
            await().atMost(PATIENCE).until(() -> counts.containsKey("webhook FAILED"));
        }
    }

    @Test
    void receiverThatRecoversIsToldAfterAll() {
        // Given
        try (LocalServer server = LocalServer.answering(500, "")) {
            server.behave(exchange -> {
                boolean first = server.asked().size() < 2;
                LocalServer.answer(first ? 500 : 200, "").answer(exchange);
            });

            // When
            notices.post(NOTICE, List.of(new NotifyTarget.Webhook(server.url())));

            // Then
            awaitCount("webhook DELIVERED", 1);
        }
    }

    @Test
    void secretThatIsMissingOrNoAddressFailsWithoutAWord() throws IOException {
        // Given
        notices.post(NOTICE, List.of(new NotifyTarget.Slack(SECRET)));
        awaitCount("slack FAILED", 1);
        Files.writeString(folder.resolve("slack"), "not an address: hunter2");

        // When
        notices.post(NOTICE, List.of(new NotifyTarget.Slack(SECRET)));

        // Then
        awaitCount("slack FAILED", 2);
        assertThat(counts).containsOnlyKeys("slack " + Fate.FAILED);
    }

    @Test
    void noSentenceHoldsTheSecret() {
        // Given
        Receiver receiver =
                new Receiver(
                        new NotifyTarget.Webhook(
                                URI.create("https://hooks.example.com/T0/hunter2")),
                        secret -> folder);

        // When
        String title = receiver.title();

        // Then
        assertThat(title).isEqualTo("the webhook at hooks.example.com");
    }
}
