package dev.plimsoll.testbed.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Speaks the DevTools protocol: a command has one answer, and events come in between. */
final class DevTools implements WebSocket.Listener {

    private static final int PATIENCE_MINUTES = 2;

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    /** Something that the browser told unasked. */
    record Event(String method, JsonNode parameters) {}

    static DevTools connect(HttpClient http, URI address) {
        DevTools tools = new DevTools();
        tools.socket = http.newWebSocketBuilder().buildAsync(address, tools).join();
        return tools;
    }

    /** Sends a command and waits for its answer. */
    JsonNode call(String method, Map<String, Object> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode command = json.createObjectNode().put("id", id).put("method", method);
        command.set("params", json.valueToTree(parameters));
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("the browser is not connected");
        }
        open.sendText(command.toString(), true).join();
        JsonNode reply = answer.orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES).join();
        if (reply.has("error")) {
            throw new IllegalStateException(method + ": " + reply.get("error"));
        }
        return reply.path("result");
    }

    /** Everything told so far. */
    List<Event> events() {
        return events;
    }

    /** Waits until an event has come since events were last forgotten. */
    void await(String method) {
        synchronized (events) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
            while (events.stream().noneMatch(event -> event.method().equals(method))) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new IllegalStateException("the browser never told " + method);
                }
                try {
                    events.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("the wait for the browser was interrupted", e);
                }
            }
        }
    }

    void forgetEvents() {
        events.clear();
    }

    void close() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String message = partial.toString();
            partial.setLength(0);
            take(message);
        }
        webSocket.request(1);
        return null;
    }

    private void take(String message) {
        try {
            JsonNode told = json.readTree(message);
            if (told.has("id")) {
                CompletableFuture<JsonNode> answer = waiting.remove(told.get("id").asInt());
                if (answer != null) {
                    answer.complete(told);
                }
            } else {
                synchronized (events) {
                    events.add(new Event(told.path("method").asText(), told.path("params")));
                    events.notifyAll();
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the browser sent no JSON", e);
        }
    }
}
