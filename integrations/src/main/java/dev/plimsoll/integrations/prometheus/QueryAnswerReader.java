package dev.plimsoll.integrations.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.signal.QueryAnswer;
import dev.plimsoll.core.drain.signal.Sample;
import dev.plimsoll.integrations.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code /api/v1/query} answers. An answer with warnings is none: it may lack a part of
 * what is there.
 *
 * @param title names the server in a sentence
 * @param now by the server's clock
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">the format</a>
 */
record QueryAnswerReader(String title, Instant now) {

    private static final ObjectMapper TREES = new ObjectMapper();
    private static final int LONGEST_SHOWN = 200;

    QueryAnswer read(Reply.Answered answer) {
        JsonNode root;
        try {
            root = TREES.readTree(answer.body());
        } catch (JsonProcessingException e) {
            return failed(
                    "answered %d with what is not JSON: %s"
                            .formatted(answer.code(), shown(answer.body())));
        }
        if (root.path("status").asText().equals("error")) {
            return failed(
                    "refused the query: %s (%s)"
                            .formatted(
                                    shown(root.path("error").asText()),
                                    root.path("errorType").asText()));
        }
        if (!answer.successful()) {
            return failed("answered %d: %s".formatted(answer.code(), shown(answer.body())));
        }
        if (!root.path("status").asText().equals("success") || !root.path("data").isObject()) {
            return failed("answered with JSON that is not Prometheus': " + shown(answer.body()));
        }
        if (!root.path("warnings").isEmpty()) {
            return failed(
                    "answered with a warning, so that something may be missing: "
                            + shown(root.path("warnings").path(0).asText()));
        }
        try {
            return new QueryAnswer.Samples(samples(root.path("data")));
        } catch (IllegalArgumentException e) {
            return failed("answered with %s".formatted(e.getMessage()));
        }
    }

    private List<Sample> samples(JsonNode data) {
        JsonNode result = data.path("result");
        String type = data.path("resultType").asText();
        return switch (type) {
            case "vector" -> each(result, one -> List.of(one.path("value")));
            case "matrix" ->
                    each(
                            result,
                            one -> {
                                List<JsonNode> values = new ArrayList<>();
                                one.path("values").forEach(values::add);
                                return values.subList(
                                        Math.max(0, values.size() - 2), values.size());
                            });
            // A number or text is there whatever the fleet does; for a safety query it is a result.
            case "scalar", "string" ->
                    List.of(
                            new Sample(
                                    Map.of(),
                                    type.equals("scalar") ? value(result) : Double.NaN,
                                    Duration.ZERO,
                                    Sample.USUAL_INTERVAL));
            default -> throw new IllegalArgumentException("the unknown result type " + type);
        };
    }

    /** Gives the last two values of a series, or the one there is. */
    private interface Values {
        List<JsonNode> of(JsonNode series);
    }

    private List<Sample> each(JsonNode result, Values values) {
        if (!result.isArray()) {
            throw new IllegalArgumentException("a result that is no list");
        }
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : result) {
            if (series.has("histogram") || series.has("histograms")) {
                // It is a result, but no number.
                samples.add(
                        new Sample(
                                labels(series.path("metric")),
                                Double.NaN,
                                Duration.ZERO,
                                Sample.USUAL_INTERVAL));
                continue;
            }
            List<JsonNode> last = values.of(series);
            if (last.isEmpty()) {
                continue;
            }
            Instant at = time(last.getLast());
            samples.add(
                    new Sample(
                            labels(series.path("metric")),
                            value(last.getLast()),
                            Duration.between(at, now),
                            last.size() < 2
                                    ? Sample.USUAL_INTERVAL
                                    : Duration.between(time(last.getFirst()), at)));
        }
        return samples;
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new HashMap<>();
        metric.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static Instant time(JsonNode pair) {
        if (!pair.path(0).isNumber()) {
            throw new IllegalArgumentException("a sample without a time: " + pair);
        }
        return Instant.ofEpochMilli((long) (pair.path(0).asDouble() * 1000));
    }

    private static double value(JsonNode pair) {
        String text = pair.path(1).asText();
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("a sample without a value: " + pair, e);
                }
            }
        };
    }

    private QueryAnswer failed(String why) {
        return new QueryAnswer.Failed(title + " " + why + ".");
    }

    private static String shown(String text) {
        String line = text.isBlank() ? "nothing" : text.strip().replaceAll("\\s+", " ");
        String cut = line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }
}
