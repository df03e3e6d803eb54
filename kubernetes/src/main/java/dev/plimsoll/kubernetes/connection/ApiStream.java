package dev.plimsoll.kubernetes.connection;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.protobuf.ProtobufParser;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Holds an answer whose body is still to come. */
public final class ApiStream implements AutoCloseable {

    private static final int UNZIP_BUFFER = 32 * 1024;

    private final HttpResponse<AsyncBody> head;
    private final ByteStream bytes;

    ApiStream(HttpResponse<AsyncBody> head, ByteStream bytes) {
        this.head = head;
        this.bytes = bytes;
        bytes.flow(head.body());
    }

    /** The HTTP status. */
    public int code() {
        return head.code();
    }

    /** The body, unpacked where the server has packed it; to be called once. */
    public InputStream body() throws IOException {
        return "gzip".equalsIgnoreCase(head.header("Content-Encoding"))
                ? new GZIPInputStream(bytes, UNZIP_BUFFER)
                : bytes;
    }

    /** Reads the body as one object, however the server wrote it; to be called once. */
    public JsonParser object() throws IOException {
        return isProtobuf() ? ProtobufParser.ofObject(body()) : Json.parser(body());
    }

    /** Reads the body as the events of a watch, however the server wrote it; to be called once. */
    public JsonParser events() throws IOException {
        return isProtobuf() ? ProtobufParser.ofWatch(body()) : Json.parser(body());
    }

    private boolean isProtobuf() {
        String type = head.header("Content-Type");
        return type != null && type.startsWith(Encoding.PROTOBUF_TYPE);
    }

    /** Says that something whole has been received: the silence is counted from now. */
    public void progressed() {
        bytes.progressed();
    }

    /** Passes over the rest of the bytes, so that the connection can carry the next request. */
    public void finish() throws IOException {
        var _ = bytes.transferTo(OutputStream.nullOutputStream());
    }

    /** Shortens the time for the whole body. */
    void endWithin(Duration limit) {
        bytes.endWithin(limit);
    }

    /** Waits for the rest; what came as protobuf, as refusals do too, is put into JSON. */
    ApiAnswer whole() throws IOException {
        try (InputStream body = body()) {
            byte[] read = body.readAllBytes();
            String text = isProtobuf() ? json(read) : new String(read, StandardCharsets.UTF_8);
            return new ApiAnswer(code(), text, retryAfter());
        }
    }

    /** One object in JSON; empty where it is none, for an answer has its code all the same. */
    private static String json(byte[] protobuf) {
        try (JsonParser object = ProtobufParser.ofObject(new ByteArrayInputStream(protobuf))) {
            var _ = object.nextToken();
            return Json.copy(object);
        } catch (IOException e) {
            return "";
        }
    }

    /** The API server only ever names seconds, never a date. */
    Optional<Duration> retryAfter() {
        String seconds = head.header("Retry-After");
        try {
            return seconds == null
                    ? Optional.empty()
                    : Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(seconds.strip()))));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Breaks the answer off, from any thread. */
    @Override
    public void close() {
        bytes.close();
    }
}
