package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.fake.Fault;
import dev.plimsoll.kubernetes.fake.Request;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault in every phase is noticed within its deadline, and nothing is missed by it. */
class FeedFaultTest {

    /** What may pass on a busy machine between a deadline and its effect. */
    private static final Duration SLACK = Duration.ofSeconds(40);

    private static final String HALF_LIST =
            "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[{\"metadata\":{\"name\":\"a";

    private static final String HALF_EVENT = "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"na";

    static Stream<Arguments> listFaults() {
        Duration pause = Duration.ofMillis(50);
        return Stream.of(
                Arguments.of("no answer", Fault.noAnswer(), Interruption.UNANSWERED),
                Arguments.of("stalled body", Fault.stallAfter(HALF_LIST), Interruption.SILENT),
                Arguments.of("no body", Fault.stallAfter(""), Interruption.SILENT),
                Arguments.of("dripping body", Fault.drip(HALF_LIST, pause), Interruption.AGE),
                Arguments.of("reset", Fault.resetAfter(HALF_LIST), Interruption.CUT),
                Arguments.of("cut", Fault.cutAfter(HALF_LIST), Interruption.CUT),
                Arguments.of("clean early end", Fault.endAfter(HALF_LIST), Interruption.CUT),
                Arguments.of("no JSON", Fault.endAfter("<html>"), Interruption.GARBAGE),
                Arguments.of("no list", Fault.endAfter("{}"), Interruption.GARBAGE),
                Arguments.of("401", Fault.answer(401, "{}"), Interruption.REFUSED),
                Arguments.of("403", Fault.answer(403, "{}"), Interruption.REFUSED),
                Arguments.of("404", Fault.answer(404, "404 page not found"), Interruption.REFUSED),
                Arguments.of("429", Fault.answer(429, "", "Retry-After: 1"), Interruption.BUSY),
                Arguments.of("500", Fault.answer(500, "{}"), Interruption.FAILED),
                Arguments.of("503", Fault.answer(503, "", "Retry-After: 1"), Interruption.BUSY),
                Arguments.of("503 without", Fault.answer(503, ""), Interruption.FAILED));
    }

    static Stream<Arguments> watchFaults() {
        Duration pause = Duration.ofMillis(50);
        String bookmark = FakeApiServer.bookmark(1001);
        return Stream.of(
                Arguments.of("no answer", Fault.noAnswer(), Interruption.UNANSWERED),
                Arguments.of("silence", Fault.stallAfter(""), Interruption.SILENT),
                Arguments.of("half an event", Fault.stallAfter(HALF_EVENT), Interruption.SILENT),
                Arguments.of("dripping", Fault.drip(HALF_EVENT, pause), Interruption.SILENT),
                Arguments.of("dripping blanks", Fault.drip("", pause), Interruption.SILENT),
                Arguments.of("clean end", Fault.endAfter(""), Interruption.ENDED),
                Arguments.of("late clean end", Fault.endAfter(bookmark), Interruption.STALE),
                Arguments.of("reset", Fault.resetAfter(HALF_EVENT), Interruption.CUT),
                Arguments.of("cut", Fault.cutAfter(HALF_EVENT), Interruption.CUT),
                Arguments.of("no JSON", Fault.endAfter("hello"), Interruption.GARBAGE),
                Arguments.of("no event", Fault.endAfter("{\"type\":\"X\"}"), Interruption.GARBAGE),
                Arguments.of("410 answer", Fault.answer(410, "{}"), Interruption.GONE),
                Arguments.of("410 event", Fault.endAfter(error(410)), Interruption.GONE),
                Arguments.of("500 event", Fault.endAfter(error(500)), Interruption.FAILED),
                Arguments.of("401", Fault.answer(401, "{}"), Interruption.REFUSED),
                Arguments.of("403", Fault.answer(403, "{}"), Interruption.REFUSED),
                Arguments.of("404", Fault.answer(404, "{}"), Interruption.REFUSED),
                Arguments.of("429", Fault.answer(429, "", "Retry-After: 1"), Interruption.BUSY),
                Arguments.of("500", Fault.answer(500, "{}"), Interruption.FAILED),
                Arguments.of("stalled 500", stalled(500), Interruption.FAILED),
                Arguments.of("503", Fault.answer(503, ""), Interruption.FAILED));
    }

    private static Fault stalled(int code) {
        return (_, wire) -> {
            wire.begin(code);
            wire.hang();
        };
    }

    private static String error(int code) {
        return FakeApiServer.event(
                "ERROR", "{\"kind\":\"Status\",\"code\":" + code + ",\"message\":\"x\"}");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listFaults")
    void a_broken_list_is_noticed_and_made_good(String name, Fault fault, Interruption expected)
            throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.cloud().create("b");
            // A token that is refused is renewed and tried once more before it counts.
            server.next(name.equals("401") ? 2 : 1, Request::isList, fault);

            // When
            try (Feeding feeding = new Feeding(server)) {

                // Then
                feeding.awaitInterruption(expected, SLACK);
                feeding.awaitSame(SLACK);
                assertThat(feeding.status().missedEvents()).isZero();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("watchFaults")
    void a_broken_watch_is_noticed_and_nothing_is_missed(
            String name, Fault fault, Interruption expected) throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.cloud().create("b");
            server.next(name.equals("401") ? 2 : 1, Request::isWatch, fault);
            try (Feeding feeding = new Feeding(server)) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> server.requests().stream().anyMatch(Request::isWatch));

                // When
                server.cloud().create("c");
                server.cloud().relabel("a", "zone-b");
                server.cloud().delete("b");
                server.cloud().create("b");

                // Then
                feeding.awaitInterruption(expected, SLACK);
                feeding.awaitSame(SLACK);
                assertThat(feeding.told()).containsOnlyKeys("a", "b", "c");
                assertThat(feeding.status().missedEvents()).isZero();
                await().atMost(SLACK)
                        .untilAsserted(() -> assertThat(feeding.status().problem()).isEmpty());
            }
        }
    }

    @Test
    void a_reset_before_any_answer_costs_one_more_request() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.next(Request::isList, (_, wire) -> wire.reset());
            server.next(Request::isWatch, (_, wire) -> wire.reset());

            // When
            try (Feeding feeding = new Feeding(server)) {

                // Then: the JDK's client repeats a GET by itself where nothing was answered
                feeding.await(status -> status.phase() == FeedStatus.Phase.WATCHING, SLACK);
                feeding.awaitSame(SLACK);
                assertThat(server.pending()).isZero();
            }
        }
    }

    @Test
    void a_page_that_is_too_old_starts_the_list_over() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            for (int i = 0; i < 7; i++) {
                server.cloud().create("node-" + i);
            }
            server.next(
                    request -> request.query().containsKey("continue"), Fault.answer(410, "{}"));

            // When
            try (Feeding feeding = new Feeding(server, Feeding.CALM, Feeding.QUICK)) {

                // Then
                feeding.awaitSame(SLACK);
                assertThat(feeding.status().objects()).isEqualTo(7);
                assertThat(server.requests().stream().filter(Request::isList).count())
                        .as("two pages, of which the second failed, then three (page size 3)")
                        .isEqualTo(5);
            }
        }
    }

    @Test
    void a_watch_that_fails_again_and_again_makes_a_list() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.next(3, Request::isWatch, Fault.answer(500, "{}"));

            // When
            try (Feeding feeding = new Feeding(server, Feeding.CALM, Feeding.QUICK)) {

                // Then
                feeding.await(status -> status.relists() >= 1, SLACK);
                feeding.await(status -> status.phase() == FeedStatus.Phase.WATCHING, SLACK);
            }
        }
    }

    @Test
    void a_watch_continues_from_the_last_bookmark() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.next(Request::isWatch, Fault.endAfter(FakeApiServer.bookmark(4711)));

            // When
            try (Feeding feeding = new Feeding(server, Feeding.CALM, Feeding.QUICK)) {
                feeding.await(
                        _ -> server.requests().stream().filter(Request::isWatch).count() >= 2,
                        SLACK);

                // Then
                Request second =
                        server.requests().stream().filter(Request::isWatch).toList().get(1);
                assertThat(second.query())
                        .containsEntry("resourceVersion", "4711")
                        .containsEntry("allowWatchBookmarks", "true");
                assertThat(feeding.status().relists()).isZero();
            }
        }
    }
}
