package dev.plimsoll.kubernetes.kubelet;

import com.fasterxml.jackson.core.JsonParser;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.kubernetes.connection.PeerClient;
import dev.plimsoll.kubernetes.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks kubelets at their own addresses, with our token and the right {@code nodes/stats}. The
 * kubelet's certificate must be signed by the cluster's authority, or the token would be shown to
 * whoever took its address.
 */
public record DirectKubelet(PeerClient client) implements SummarySource {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public Answer ask(WatchedNode node) {
        if (node.addresses().isEmpty()) {
            return new Answer.Silent("it has no InternalIP");
        }
        String address = node.addresses().getFirst();
        String host = address.contains(":") ? "[" + address + "]" : address;
        URI uri = URI.create("https://%s:%d/stats/summary".formatted(host, node.kubeletPort()));
        return switch (client.get(uri, LIMIT)) {
            case PeerClient.Heard.Nothing(String why) -> new Answer.Silent("its kubelet " + why);
            case PeerClient.Heard.Answer(int code, String body) when code == 200 ->
                    read(node, body);
            case PeerClient.Heard.Answer(int code, String _) when code == 401 || code == 403 ->
                    new Answer.Silent(
                            "its kubelet does not let us read /stats/summary (%d): the right nodes/stats may be missing"
                                    .formatted(code));
            case PeerClient.Heard.Answer(int code, String _) ->
                    new Answer.Silent("its kubelet answered " + code);
        };
    }

    private static Answer read(WatchedNode node, String text) {
        try (JsonParser body =
                Json.parser(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            var _ = body.nextToken();
            return Summaries.of(node, SummaryReader.read(body));
        } catch (IOException e) {
            return new Answer.Silent("what its kubelet said is no summary: " + Summaries.shown(e));
        }
    }
}
