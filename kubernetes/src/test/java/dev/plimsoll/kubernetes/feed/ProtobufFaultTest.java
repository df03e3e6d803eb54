package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plimsoll.kubernetes.connection.Interruption;
import dev.plimsoll.kubernetes.fake.Cloud;
import dev.plimsoll.kubernetes.fake.FakeApiServer;
import dev.plimsoll.kubernetes.fake.Fault;
import dev.plimsoll.kubernetes.fake.Request;
import dev.plimsoll.kubernetes.protobuf.ProtobufBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link FeedFaultTest} shows for JSON holds for what nodes and pods really come as. */
class ProtobufFaultTest {

    private static final Duration SLACK = Duration.ofSeconds(40);
    private static final String NODE = Cloud.node("a", "uid-1", 1001, "zone-a");

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] halfList() {
        return half(ProtobufBytes.object("NodeList", FakeApiServer.page(1001, "", List.of(NODE))));
    }

    private static byte[] halfEvent() {
        return half(ProtobufBytes.event("Node", FakeApiServer.event("ADDED", NODE)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** How an answer comes to no good end. */
    private enum End {
        STALL,
        RESET,
        CUT,
        CLEAN
    }

    private static Fault after(byte[] sent, End end) {
        return (_, wire) -> {
            wire.begin(200, FakeApiServer.PROTOBUF);
            wire.chunk(sent);
            switch (end) {
                case STALL -> wire.hang();
                case RESET -> wire.reset();
                case CUT -> wire.close();
                case CLEAN -> wire.end();
            }
        };
    }

    static Stream<Arguments> listFaults() {
        return Stream.of(
                Arguments.of("stalled", after(halfList(), End.STALL), Interruption.SILENT),
                Arguments.of("reset", after(halfList(), End.RESET), Interruption.CUT),
                Arguments.of("cut", after(halfList(), End.CUT), Interruption.CUT),
                Arguments.of("clean early end", after(halfList(), End.CLEAN), Interruption.CUT),
                Arguments.of(
                        "no protobuf", after(bytes("<html>..."), End.CLEAN), Interruption.GARBAGE));
    }

    static Stream<Arguments> watchFaults() {
        byte[] gone =
                ProtobufBytes.event(
                        "Node",
                        FakeApiServer.event(
                                "ERROR", "{\"kind\":\"Status\",\"code\":410,\"message\":\"x\"}"));
        return Stream.of(
                Arguments.of("half an event", after(halfEvent(), End.STALL), Interruption.SILENT),
                Arguments.of("reset", after(halfEvent(), End.RESET), Interruption.CUT),
                Arguments.of("cut", after(halfEvent(), End.CUT), Interruption.CUT),
                Arguments.of("clean early end", after(halfEvent(), End.CLEAN), Interruption.CUT),
                Arguments.of(
                        "a frame of no sense",
                        after(new byte[] {0, 0, 0, 3, 'a', 'b', 'c'}, End.CLEAN),
                        Interruption.GARBAGE),
                Arguments.of("410 event", after(gone, End.CLEAN), Interruption.GONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("listFaults")
    void a_broken_list_is_noticed_and_made_good(String name, Fault fault, Interruption expected)
            throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.speakProtobuf();
            server.cloud().create("a");
            server.cloud().create("b");
            server.next(Request::isList, fault);

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
            server.speakProtobuf();
            server.cloud().create("a");
            server.cloud().create("b");
            server.next(Request::isWatch, fault);
            try (Feeding feeding = new Feeding(server)) {
                await().atMost(SLACK)
                        .until(() -> server.requests().stream().anyMatch(Request::isWatch));

                // When
                server.cloud().create("c");
                server.cloud().relabel("a", "zone-b");
                server.cloud().delete("b");

                // Then
                feeding.awaitInterruption(expected, SLACK);
                feeding.awaitSame(SLACK);
                assertThat(feeding.told()).containsOnlyKeys("a", "c");
                assertThat(feeding.status().missedEvents()).isZero();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_server_that_has_no_protobuf_is_asked_for_json(int code) throws Exception {
        // Given something in between that knows only JSON
        try (FakeApiServer server = new FakeApiServer()) {
            server.cloud().create("a");
            server.next(
                    100,
                    request ->
                            !request.headers()
                                    .getOrDefault("accept", "")
                                    .equals("application/json"),
                    Fault.answer(code, "{}"));

            // When
            try (Feeding feeding = new Feeding(server)) {

                // Then
                feeding.await(status -> status.phase() == FeedStatus.Phase.WATCHING, SLACK);
                feeding.awaitSame(SLACK);
                server.cloud().create("b");
                feeding.awaitSame(SLACK);
                assertThat(feeding.status().problem()).isEmpty();
            }
        }
    }

    static Stream<Integer> refusals() {
        return Stream.of(406, 415);
    }

    @Test
    void the_nodes_of_these_tests_come_as_protobuf() throws Exception {
        // Given
        try (FakeApiServer server = new FakeApiServer()) {
            server.speakProtobuf();
            server.cloud().create("a");

            // When
            try (Feeding feeding = new Feeding(server)) {
                feeding.awaitSame(SLACK);

                // Then
                assertThat(server.requests().getFirst().headers().get("accept"))
                        .startsWith("application/vnd.kubernetes.protobuf");
            }
        }
    }
}
