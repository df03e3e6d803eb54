package dev.plimsoll.kubernetes.drain;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.connection.ApiAnswer;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.ApiRequest;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.WriteAnswers;
import dev.plimsoll.kubernetes.json.Json;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import dev.plimsoll.kubernetes.nodes.WatchedNodeReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The writes of a drain. None is repeated here. */
final class DrainWrites {

    /** On a node that a drain has cordoned, so that nobody else's cordon is ever taken off. */
    static final String MARK = WatchedNodeReader.CORDON_MARK;

    private static final Duration SOON = Duration.ofSeconds(5);

    /** What of a wait is added to it at most: one such part. */
    private static final int JITTER = 4;

    private final Cluster cluster;
    private final NodeReader reader;
    private final String mark;
    private final RandomGenerator random;
    private final ObjectMapper trees = new ObjectMapper();

    DrainWrites(Cluster cluster, NodeReader reader, String mark, RandomGenerator random) {
        this.cluster = cluster;
        this.random = random;
        this.mark = mark;
        this.reader = reader;
    }

    /** Only of the state that was seen: somebody else may be cordoning it at this moment. */
    WriteOutcome<Node> cordon(Node node) {
        return patch(node, Optional.of(node.resourceVersion()), Optional.of(mark));
    }

    /** Of whatever state it is in by now: its heartbeats are not to keep it closed. */
    WriteOutcome<Node> uncordon(Node node) {
        return patch(node, Optional.empty(), Optional.empty());
    }

    /**
     * @param version the only state to be patched; empty for any
     * @param cordon whose it gets; empty to take it off
     */
    private WriteOutcome<Node> patch(Node node, Optional<String> version, Optional<String> cordon) {
        return patch(
                node,
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeObjectFieldStart("metadata");
                    json.writeStringField("uid", node.uid());
                    if (version.isPresent()) {
                        json.writeStringField("resourceVersion", version.get());
                    }
                    json.writeObjectFieldStart("annotations");
                    json.writePOJOField(MARK, cordon.orElse(null));
                    json.writeEndObject();
                    json.writeEndObject();
                    json.writeObjectFieldStart("spec");
                    json.writePOJOField("unschedulable", cordon.isPresent() ? true : null);
                    json.writeEndObject();
                    json.writeEndObject();
                }));
    }

    private WriteOutcome<Node> patch(Node node, String patch) {
        try {
            ApiAnswer answer =
                    cluster.send(ApiRequest.mergePatch("/api/v1/nodes/" + node.name(), patch));
            return answer.successful()
                    ? new WriteOutcome.Done<>(Json.read(answer.body(), reader))
                    : refusal(answer);
        } catch (ApiException e) {
            return WriteAnswers.unanswered(e, SOON);
        } catch (IOException e) {
            return new WriteOutcome.Doubtful<>("the answer cannot be read: " + e.getMessage());
        }
    }

    /** By the Eviction API, which asks the budgets, and of this very pod. */
    WriteOutcome<DrainPod> evict(DrainPod pod) {
        String body =
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeStringField("apiVersion", "policy/v1");
                    json.writeStringField("kind", "Eviction");
                    json.writeObjectFieldStart("metadata");
                    json.writeStringField("namespace", pod.namespace());
                    json.writeStringField("name", pod.name());
                    json.writeEndObject();
                    json.writeObjectFieldStart("deleteOptions");
                    json.writeObjectFieldStart("preconditions");
                    json.writeStringField("uid", pod.uid());
                    json.writeEndObject();
                    json.writeEndObject();
                    json.writeEndObject();
                });
        return letGo(pod, ApiRequest.post(path(pod) + "/eviction", body));
    }

    /** Of this very pod, with the grace period that it has by itself. */
    WriteOutcome<DrainPod> delete(DrainPod pod) {
        String body =
                Json.write(json -> {
                    json.writeStartObject();
                    json.writeObjectFieldStart("preconditions");
                    json.writeStringField("uid", pod.uid());
                    json.writeEndObject();
                    json.writeEndObject();
                });
        return letGo(pod, ApiRequest.delete(path(pod), body));
    }

    private static String path(DrainPod pod) {
        return "/api/v1/namespaces/%s/pods/%s".formatted(pod.namespace(), pod.name());
    }

    private WriteOutcome<DrainPod> letGo(DrainPod pod, ApiRequest request) {
        try {
            ApiAnswer answer = cluster.send(request);
            return answer.successful() ? new WriteOutcome.Done<>(pod) : refusal(answer);
        } catch (ApiException e) {
            return WriteAnswers.unanswered(e, SOON);
        }
    }

    private <T> WriteOutcome<T> refusal(ApiAnswer answer) {
        return switch (answer.code()) {
            case 429 -> new WriteOutcome.Busy<>(longer(answer), message(answer));
            // A namespace that is going takes its pods along by itself.
            case 403 ->
                    answer.body().contains("NamespaceTerminating")
                            ? new WriteOutcome.Busy<>(SOON, message(answer))
                            : WriteAnswers.refused(answer, SOON);
            default -> WriteAnswers.refused(answer, SOON);
        };
    }

    /** Later than the server asks for, and not together with all others that it has refused. */
    private Duration longer(ApiAnswer answer) {
        Duration wait = answer.retryAfter().filter(asked -> asked.compareTo(SOON) > 0).orElse(SOON);
        return wait.plusMillis(random.nextLong(wait.dividedBy(JITTER).toMillis() + 1));
    }

    /** The server's sentence, and the causes it names, such as the budget. */
    private String message(ApiAnswer answer) {
        List<String> sentences = new ArrayList<>(List.of(answer.status().message()));
        try {
            for (JsonNode cause : trees.readTree(answer.body()).at("/details/causes")) {
                sentences.add(cause.path("message").asText());
            }
        } catch (JacksonException e) {
            // A proxy's page has no causes.
        }
        return String.join(" ", sentences).strip();
    }
}
