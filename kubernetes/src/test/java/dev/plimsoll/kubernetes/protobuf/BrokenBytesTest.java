package dev.plimsoll.kubernetes.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that end too early or are wrong are said to be so, and cost neither time nor memory. */
class BrokenBytesTest {

    private static final byte[] LIST = ProtobufBytes.object("PodList", ProtobufParserTest.PODS);

    private static final byte[] EVENT =
            ProtobufBytes.event(
                    "Pod",
                    """
                    {"type":"MODIFIED","object":{"metadata":{"name":"a","labels":{"b":"c"}},
                     "spec":{"nodeName":"n","containers":[{"name":"x","resources":{"limits":{"cpu":"1"}}}]}}}
                    """);

    private static final int RANDOM_RUNS = 20_000;

    @Test
    void a_list_cut_at_any_byte_is_cut() {
        // Given: after the objects come only the lengths of two empty texts
        int end = LIST.length - 4;

        // When
        Stream<Integer> others =
                IntStream.range(1, end)
                        .boxed()
                        .filter(length ->
                                !isCut(ProtobufParser::ofObject, Arrays.copyOf(LIST, length)));

        // Then
        assertThat(others).isEmpty();
    }

    @Test
    void a_watch_cut_at_any_byte_is_cut() {
        // Given
        byte[] events = ProtobufParserTest.join(EVENT, EVENT);

        // When
        Stream<Integer> others =
                IntStream.range(1, events.length)
                        .boxed()
                        .filter(length ->
                                !isCut(ProtobufParser::ofWatch, Arrays.copyOf(events, length)));

        // Then
        assertThat(others).as("only between two events may it end").containsExactly(EVENT.length);
    }

    @Test
    void nothing_at_all_is_an_end() throws IOException {
        // Given
        InputStream nothing = InputStream.nullInputStream();

        // When
        JsonToken first = ProtobufParser.ofObject(nothing).nextToken();

        // Then
        assertThat(first).isNull();
        assertThat(ProtobufParser.ofWatch(nothing).nextToken()).isNull();
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of("of no length", new byte[] {0, 0, 0, 0}),
                Arguments.of("of 4 GiB", new byte[] {-1, -1, -1, -1}),
                Arguments.of("of 2 GiB", new byte[] {0x7f, -1, -1, -1}),
                Arguments.of("of 64 MiB and a byte", new byte[] {4, 0, 0, 1}),
                Arguments.of("that is JSON", "{\"type\":\"ADDED\"}".getBytes(UTF_8)),
                Arguments.of("that is HTML", "<html><body>".getBytes(UTF_8)),
                Arguments.of("whose object is longer", longer()),
                Arguments.of("whose object is of no kind", event(envelope("", new byte[0]))),
                Arguments.of("whose object is a Shrub", event(envelope("Shrub", new byte[0]))),
                Arguments.of("whose object is JSON", event("{}      ".getBytes(UTF_8))),
                Arguments.of("whose object is missing", event(new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void a_frame_is_refused(String name, byte[] bytes) {
        // Given: more bytes follow, so that no end is in sight
        byte[] followed = Arrays.copyOf(bytes, bytes.length + 100);

        // When
        JsonParser parser = ProtobufParser.ofWatch(new ByteArrayInputStream(followed));

        // Then
        assertThatThrownBy(() -> readAll(parser)).isInstanceOf(JsonParseException.class);
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of("JSON", "{\"kind\":\"PodList\"}".getBytes(UTF_8)),
                Arguments.of("of another kind", envelope("Shrub", new byte[0])),
                Arguments.of("without a type", node(new byte[0], false)),
                Arguments.of("with a text of 2 GiB", node(length(0x7fff_ffff), true)),
                Arguments.of("with a text of negative length", node(length(-1), true)),
                Arguments.of("with a tag of zero", node(new byte[] {0}, true)),
                Arguments.of("with a number without end", node(endless(), true)),
                Arguments.of("with a group", node(new byte[] {(3 << 3) | 3}, true)),
                Arguments.of("with the end of a group", node(new byte[] {(3 << 3) | 4}, true)),
                Arguments.of("with an unknown wire type", node(new byte[] {(3 << 3) | 7}, true)),
                Arguments.of("with a time beyond all time", node(beyond(), true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void an_object_is_refused(String name, byte[] bytes) {
        // Given: more bytes follow, so that no end is in sight
        byte[] followed = Arrays.copyOf(bytes, bytes.length + 100);

        // When
        JsonParser parser = ProtobufParser.ofObject(new ByteArrayInputStream(followed));

        // Then
        assertThatThrownBy(() -> readAll(parser)).isInstanceOf(JsonParseException.class);
    }

    @Test
    void a_text_longer_than_any_object_is_not_read_into_memory() {
        // Given
        byte[] text = length(1 << 30);
        byte[] raw =
                ProtobufBytes.of(out -> {
                    out.writeTag(1, 2);
                    out.writeUInt32NoTag((1 << 30) + 100);
                    out.writeRawBytes(text);
                });
        byte[] head = envelope("Node", raw);
        // When
        JsonParser parser =
                ProtobufParser.ofObject(
                        new ByteArrayInputStream(withLength(head, raw, (1 << 30) + 200)));

        // Then
        assertThatThrownBy(() -> readAll(parser))
                .isInstanceOf(JsonParseException.class)
                .hasMessageContaining("a text of 1073741824 bytes");
    }

    @Test
    void random_damage_never_throws_anything_else() {
        // Given
        long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("BrokenBytesTest: -Dplimsoll.seed=" + seed);
        Random random = new Random(seed);
        byte[] events = ProtobufParserTest.join(EVENT, EVENT);

        // When
        Stream<String> others =
                IntStream.range(0, RANDOM_RUNS)
                        .mapToObj(run ->
                                run % 2 == 0
                                        ? outcome(ProtobufParser::ofObject, damaged(LIST, random))
                                        : outcome(ProtobufParser::ofWatch, damaged(events, random)))
                        .filter(outcome -> !outcome.isEmpty());

        // Then
        assertThat(others).isEmpty();
    }

    private static String outcome(Function<InputStream, JsonParser> open, byte[] bytes) {
        try {
            readAll(open.apply(new ByteArrayInputStream(bytes)));
            return "";
        } catch (JacksonException e) {
            return "";
        } catch (Exception | StackOverflowError e) {
            return e + " for " + Arrays.toString(bytes);
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        for (int i = 0; i <= random.nextInt(4); i++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
    }

    private static boolean isCut(Function<InputStream, JsonParser> open, byte[] bytes) {
        try {
            readAll(open.apply(new ByteArrayInputStream(bytes)));
            return false;
        } catch (JsonEOFException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void readAll(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            assertThat(parser.getText()).isNotNull();
        }
    }

    private static byte[] envelope(String kind, byte[] raw) {
        return ProtobufBytes.envelope(kind, raw);
    }

    private static byte[] event(byte[] raw) {
        return ProtobufBytes.frame(
                ProtobufBytes.of(out ->
                        out.writeByteArray(
                                2, ProtobufBytes.of(object -> object.writeByteArray(1, raw)))));
    }

    /** A frame whose object claims to go on after the frame's end. */
    private static byte[] longer() {
        return ProtobufBytes.frame(
                ProtobufBytes.of(out -> {
                    out.writeTag(2, 2);
                    out.writeUInt32NoTag(50);
                }));
    }

    /** A node with these bytes as its metadata. */
    private static byte[] node(byte[] metadata, boolean typed) {
        byte[] raw = ProtobufBytes.of(out -> out.writeByteArray(1, metadata));
        return typed
                ? envelope("Node", raw)
                : ProtobufBytes.of(out -> {
                    out.writeRawBytes("k8s\0".getBytes(UTF_8));
                    out.writeByteArray(2, raw);
                });
    }

    /** A name of this length, without the name. */
    private static byte[] length(int bytes) {
        return ProtobufBytes.of(out -> {
            out.writeTag(1, 2);
            out.writeUInt32NoTag(bytes);
        });
    }

    private static byte[] endless() {
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, (byte) 0xff);
        bytes[0] = 7 << 3;
        return bytes;
    }

    private static byte[] beyond() {
        return ProtobufBytes.of(out ->
                out.writeByteArray(
                        8, ProtobufBytes.of(time -> time.writeInt64(1, Long.MAX_VALUE))));
    }

    /** The same head, but the object in it claims this length. */
    private static byte[] withLength(byte[] envelope, byte[] raw, int length) {
        int end = envelope.length - raw.length - 4 - 1;
        return ProtobufBytes.of(out -> {
            out.writeRawBytes(envelope, 0, end);
            out.writeUInt32NoTag(length);
            out.writeRawBytes(raw);
        });
    }
}
