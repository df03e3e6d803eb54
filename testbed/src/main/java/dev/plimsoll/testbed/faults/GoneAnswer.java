package dev.plimsoll.testbed.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * Tells a watch that the version it asks for is gone, as the API server does: the request is
 * granted, and an ERROR event is all that comes. Over a WebSocket (RFC 6455) that is one frame.
 */
final class GoneAnswer {
    private static final String EVENT =
            """
            {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},\
            "status":"Failure","message":"too old resource version","reason":"Expired","code":410}}
            """;
    private static final String WEBSOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int LENGTH_FOLLOWS = 126;

    private GoneAnswer() {}

    static byte[] to(HttpHead request) {
        Optional<String> key = request.raw("sec-websocket-key");
        return key.isPresent() ? frames(key.get()) : chunks();
    }

    private static byte[] chunks() {
        return """
        HTTP/1.1 200 OK\r
        Content-Type: application/json\r
        Transfer-Encoding: chunked\r
        \r
        %x\r
        %s\r
        0\r
        \r
        """
                .formatted(EVENT.length(), EVENT)
                .getBytes(UTF_8);
    }

    private static byte[] frames(String key) {
        byte[] event = EVENT.getBytes(UTF_8);
        var answer = new ByteArrayOutputStream();
        answer.writeBytes(
                """
                HTTP/1.1 101 Switching Protocols\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: %s\r
                \r
                """
                        .formatted(accept(key))
                        .getBytes(US_ASCII));
        answer.write(TEXT);
        answer.write(LENGTH_FOLLOWS);
        answer.write(event.length >> 8);
        answer.write(event.length);
        answer.writeBytes(event);
        answer.write(CLOSE);
        answer.write(0);
        return answer.toByteArray();
    }

    private static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((key + WEBSOCKET).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-1.", e);
        }
    }
}
