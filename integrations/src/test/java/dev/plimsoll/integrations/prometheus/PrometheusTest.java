package dev.plimsoll.integrations.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.signal.DiskOutcome;
import dev.plimsoll.core.drain.signal.QueryAnswer;
import dev.plimsoll.core.drain.signal.Sample;
import dev.plimsoll.integrations.http.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of servers that are down, slow, or answer something else. */
class PrometheusTest {

    private static final String EMPTY =
            """
            {"status":"success","data":{"resultType":"vector","result":[]}}\
            """;

    @TempDir private Path folder;

    @Test
    void nothingThatListensIsSaid() {
        // Given
        URI nobody;
        try (LocalServer server = LocalServer.answering(200, EMPTY)) {
            nobody = server.url();
        }

        // When
        QueryAnswer answer = ask(PrometheusSettings.at(nobody));

        // Then
        assertThat(answer)
                .isEqualTo(
                        new QueryAnswer.Failed(
                                "Prometheus at %s refuses connections."
                                        .formatted(nobody.getAuthority())));
    }

    @Test
    void silenceEndsWithTheDeadline() {
        // Given
        try (LocalServer server = LocalServer.hanging()) {
            PrometheusSettings settings =
                    new PrometheusSettings(
                            server.url(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of(),
                            Duration.ofMillis(300));

            // When
            QueryAnswer answer = ask(settings);

            // Then
            assertThat(why(answer)).endsWith("did not answer within 0.3 s.");
        }
    }

    @Test
    void bodyThatNeverEndsDoesToo() {
        // Given
        try (LocalServer server =
                new LocalServer(exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(' ');
                        exchange.getResponseBody().flush();
                        Thread.sleep(20);
                    }
                })) {
            PrometheusSettings settings =
                    new PrometheusSettings(
                            server.url(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of(),
                            Duration.ofMillis(400));

            // When
            QueryAnswer answer = ask(settings);

            // Then
            assertThat(why(answer)).endsWith("did not answer within 0.4 s.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200|<html>Please log in</html>|is not JSON: <html>Please log in</html>",
                "200||not Prometheus': nothing.",
                "200|{}|JSON that is not Prometheus': {}",
                "200|[1]|JSON that is not Prometheus': [1]",
                "503|{\"status\":\"success\"}|answered 503",
                "302|{}|answered 302",
                "401|{\"message\":\"no token\"}|answered 401: {\"message\":\"no token\"}",
                "400|{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"
                        + "|refused the query: parse error (bad_data)",
                "200|{\"status\":\"success\",\"warnings\":[\"a store is down\"],\"data\":"
                        + "{\"resultType\":\"vector\",\"result\":[]}}"
                        + "|something may be missing: a store is down",
                "200|{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[]}}"
                        + "|unknown result type streams",
                "200|{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":{}}}"
                        + "|a result that is no list",
                "200|{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                        + "[{\"metric\":{},\"value\":[\"x\",\"1\"]}]}}|a sample without a time",
                "200|{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                        + "[{\"metric\":{},\"value\":[1,\"many\"]}]}}|a sample without a value"
            })
    void answerThatIsNoneIsSaid(int code, String body, String sentence) {
        // Given
        try (LocalServer server = LocalServer.answering(code, body == null ? "" : body)) {

            // When
            QueryAnswer answer = ask(PrometheusSettings.at(server.url()));

            // Then
            assertThat(why(answer)).contains(sentence).doesNotContain("..");
        }
    }

    @Test
    void everyKindOfResultIsRead() {
        // Given
        String vector =
                """
                {"status":"success","data":{"resultType":"vector","result":[
                 {"metric":{"instance":"10.0.0.1:9100"},"value":[1,"+Inf"]},
                 {"metric":{"instance":"10.0.0.2:9100"},"value":[1,"NaN"]},
                 {"metric":{"instance":"10.0.0.3:9100"},"histogram":[1,{}]}]}}\
                """;
        String scalar =
                """
                {"status":"success","data":{"resultType":"scalar","result":[1,"0"]}}\
                """;
        try (LocalServer server = LocalServer.answering(200, vector)) {

            // When
            List<Sample> several = samples(ask(PrometheusSettings.at(server.url())));
            server.behave(LocalServer.answer(200, scalar));
            List<Sample> one = samples(ask(PrometheusSettings.at(server.url())));

            // Then
            assertThat(several)
                    .extracting(Sample::value)
                    .containsExactly(Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);
            assertThat(one).hasSize(1);
        }
    }

    @Test
    void agesAreByTheServersClock() {
        // Given
        long now = Instant.now().getEpochSecond();
        String matrix =
                """
                {"status":"success","data":{"resultType":"matrix","result":[
                 {"metric":{},"values":[[%d,"1"],[%d,"2"],[%d,"3"]]}]}}\
                """
                        .formatted(now - 50, now - 35, now - 20);
        Clock wrong = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (LocalServer server = LocalServer.answering(200, matrix);
                Prometheus prometheus =
                        new Prometheus(PrometheusSettings.at(server.url()), wrong)) {

            // When
            Sample sample = samples(prometheus.ask("up[1m]")).getFirst();

            // Then
            assertThat(sample.value()).isEqualTo(3);
            assertThat(sample.age()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(60));
            assertThat(sample.interval()).isEqualTo(Duration.ofSeconds(15));
        }
    }

    @Test
    void tenantTokenAndQueryAreSent() throws IOException {
        // Given
        Path token = Files.writeString(folder.resolve("token"), "first\n");
        try (LocalServer server = LocalServer.answering(200, EMPTY)) {
            PrometheusSettings settings =
                    new PrometheusSettings(
                            server.url().resolve("/prometheus/"),
                            Optional.of("team-a"),
                            Optional.of(token),
                            Optional.empty(),
                            Map.of(),
                            PrometheusSettings.DEADLINE);
            try (Prometheus prometheus = new Prometheus(settings, Clock.systemUTC())) {

                // When
                prometheus.ask("up{job=\"a b\"} > 0");
                Files.writeString(token, "second", StandardCharsets.UTF_8);
                prometheus.ask("up or vector(" + "1".repeat(5000) + ")");

                // Then
                LocalServer.Asked short1 = server.asked().getFirst();
                assertThat(short1.method()).isEqualTo("GET");
                assertThat(short1.uri())
                        .hasPath("/prometheus/api/v1/query")
                        .hasToString(
                                "/prometheus/api/v1/query?query=up%7Bjob%3D%22a+b%22%7D+%3E+0");
                assertThat(short1.headers().getFirst("X-Scope-OrgID")).isEqualTo("team-a");
                assertThat(short1.headers().getFirst("Authorization")).isEqualTo("Bearer first");
                LocalServer.Asked long1 = server.asked().get(1);
                assertThat(long1.method()).isEqualTo("POST");
                assertThat(long1.body()).startsWith("query=up+or+vector%28111");
                assertThat(long1.headers().getFirst("Authorization")).isEqualTo("Bearer second");
            }
        }
    }

    @Test
    void missingTokenIsSaidAndNothingIsSent() {
        // Given
        try (LocalServer server = LocalServer.answering(200, EMPTY)) {
            PrometheusSettings settings =
                    new PrometheusSettings(
                            server.url(),
                            Optional.empty(),
                            Optional.of(folder.resolve("none")),
                            Optional.empty(),
                            Map.of(),
                            PrometheusSettings.DEADLINE);

            // When
            QueryAnswer answer = ask(settings);

            // Then
            assertThat(why(answer)).startsWith("The token for Prometheus at 127.0.0.1:");
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void authorityThatCannotBeReadIsSaid() {
        // Given
        try (LocalServer server = LocalServer.answering(200, EMPTY)) {
            PrometheusSettings settings =
                    new PrometheusSettings(
                            server.url(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(folder.resolve("none.pem")),
                            Map.of(),
                            PrometheusSettings.DEADLINE);

            // When
            QueryAnswer answer = ask(settings);

            // Then
            assertThat(why(answer)).contains("cannot be trusted", "none.pem");
        }
    }

    @Test
    void failedQueryIsNoAnswerForTheDisksEither() {
        // Given
        try (LocalServer server = LocalServer.answering(500, "");
                Prometheus prometheus =
                        new Prometheus(PrometheusSettings.at(server.url()), Clock.systemUTC())) {

            // When
            DiskOutcome outcome = prometheus.read(List.of());

            // Then
            assertThat(outcome).isInstanceOf(DiskOutcome.Failed.class);
        }
    }

    private static QueryAnswer ask(PrometheusSettings settings) {
        try (Prometheus prometheus = new Prometheus(settings, Clock.systemUTC())) {
            return prometheus.ask("up");
        }
    }

    private static String why(QueryAnswer answer) {
        assertThat(answer).isInstanceOf(QueryAnswer.Failed.class);
        return ((QueryAnswer.Failed) answer).why();
    }

    private static List<Sample> samples(QueryAnswer answer) {
        assertThat(answer).isInstanceOf(QueryAnswer.Samples.class);
        return ((QueryAnswer.Samples) answer).samples();
    }
}
