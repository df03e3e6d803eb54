package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes up NodeLabelPolicies from a seed: mostly of sound parts, with one doubtful part in most of
 * them, so that the doubt decides.
 */
final class RandomPolicies {

    private static final List<String> DOMAINS =
            List.of(
                    "example.com",
                    "kubernetes.io",
                    "k8s.io",
                    "karpenter.sh",
                    "karpenter.k8s.aws",
                    "eks.amazonaws.com",
                    "eksctl.io",
                    "cloud.google.com",
                    "kubernetes.azure.com",
                    "node-role.kubernetes.io",
                    "node-restriction.kubernetes.io",
                    "nlp.a-policy",
                    "nlp");
    private static final List<String> NAMES =
            List.of("agent", "managed-by", "hostname", "ToBeDeletedByClusterAutoscaler", "A.b_c-9");
    private static final List<String> UNITS = List.of("h", "m", "s", "ms", "us", "d", "", " ", "-");
    private static final String LETTERS = "aZ9-_./ :%é";

    private final Random random;

    RandomPolicies(long seed) {
        random = new Random(seed);
    }

    List<JsonNode> take(int count) {
        return Stream.<JsonNode>generate(this::policy).limit(count).toList();
    }

    private ObjectNode policy() {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("apiVersion", "nlp.lento.dev/v1alpha1").put("kind", "NodeLabelPolicy");
        resource.putObject("metadata").put("name", "made-up");
        ObjectNode spec = resource.putObject("spec");
        ObjectNode strategy = spec.putObject("strategy").put("type", "oldest").put("count", 5);
        ObjectNode labels = spec.putObject("labels").put("monitoring", "enabled");
        switch (random.nextInt(8)) {
            case 0 -> strategy.put("count", random.nextInt(-2, 3));
            case 1 -> strategy.put("count", count());
            case 2 -> labels.put(key(), "enabled");
            case 3 -> labels.put("agent", random.nextBoolean() ? text(10) : "v".repeat(near(63)));
            case 4 -> spec.put("spreadBy", key());
            case 5 -> spec.put("notReadyGrace", duration());
            case 6 -> spec.put("minimumDwell", duration());
            default -> selector(spec.putObject("nodeSelector"));
        }
        return resource;
    }

    private String count() {
        String number = Integer.toString(random.nextInt(-3, 120));
        return random.nextBoolean() ? number + "%" : oneOf(List.of("0", "", " ", "+")) + number;
    }

    private String key() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextBoolean() ? text(10) : "n".repeat(near(63));
            case 1 -> oneOf(NAMES);
            case 2 -> oneOf(DOMAINS) + "/" + oneOf(NAMES);
            case 3 -> text(4) + "." + oneOf(DOMAINS) + "/" + oneOf(NAMES);
            default -> "p".repeat(near(253)) + "/" + "n".repeat(near(63));
        };
    }

    private String duration() {
        StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "-" : "");
        for (int part = random.nextInt(4); part >= 0; part--) {
            text.append("9".repeat(random.nextInt(11)));
            text.append(random.nextInt(4) == 0 ? "." + random.nextInt(100) : "");
            text.append(oneOf(UNITS));
        }
        return text.toString();
    }

    private void selector(ObjectNode selector) {
        if (random.nextBoolean()) {
            selector.putObject("matchLabels").put(key(), text(5));
            return;
        }
        ObjectNode expression = selector.putArray("matchExpressions").addObject().put("key", key());
        expression.put("operator", oneOf(List.of("In", "NotIn", "Exists", "DoesNotExist", "Gt")));
        if (random.nextBoolean()) {
            var values = expression.putArray("values");
            for (int value = random.nextInt(3); value > 0; value--) {
                values.add(text(3));
            }
        }
    }

    /** A text of at most so many characters, of letters more than of anything else. */
    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(most + 1); length > 0; length--) {
            int bound = random.nextInt(20) == 0 ? LETTERS.length() : 3;
            text.append(LETTERS.charAt(random.nextInt(bound)));
        }
        return text.toString();
    }

    /** A length on the one or the other side of a bound, or a short one. */
    private int near(int bound) {
        return random.nextInt(4) == 0 ? 1 : bound + random.nextInt(-1, 2);
    }

    private String oneOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
