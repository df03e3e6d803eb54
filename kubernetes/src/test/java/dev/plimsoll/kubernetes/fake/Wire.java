package dev.plimsoll.kubernetes.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** The server's end of one connection, with everything a server may do with it, right or wrong. */
public final class Wire {

    private final Socket socket;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /** Sends a whole answer. */
    public void answer(int code, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        raw(head(code, headers) + "Content-Length: " + bytes.length + "\r\n\r\n");
        out.write(bytes);
        out.flush();
    }

    /** Sends bytes in some encoding. */
    public void answer(byte[] bytes, String encoding) throws IOException {
        begin(200, "Content-Encoding: " + encoding);
        raw(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        raw("\r\n");
        end();
    }

    /** Begins an answer of unknown length. */
    public void begin(int code, String... headers) throws IOException {
        raw(head(code, headers) + "Transfer-Encoding: chunked\r\n\r\n");
    }

    public void chunk(String text) throws IOException {
        chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    public void chunk(byte[] bytes) throws IOException {
        raw(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        raw("\r\n");
    }

    /** Ends an answer in good order. */
    public void end() throws IOException {
        raw("0\r\n\r\n");
    }

    /** Keeps the connection open and says nothing, for ever. */
    public void hang() throws InterruptedException {
        Thread.sleep(Duration.ofHours(1));
    }

    /** Sends a byte at a time with pauses, for ever if the text is that long. */
    public void drip(String text, Duration pause) throws IOException, InterruptedException {
        for (int i = 0; i < text.length(); i++) {
            chunk(text.substring(i, i + 1));
            Thread.sleep(pause);
        }
    }

    /** Breaks the connection with a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes the connection wherever it is. */
    public void close() throws IOException {
        socket.close();
    }

    public void raw(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String head(int code, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + code + " Any\r\n");
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Content-Type: "))) {
            head.append("Content-Type: application/json\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }
}
