package dev.plimsoll.labels;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.kubernetes.api.LabelPolicyReader;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The spec of a policy that is edited time and again.
 *
 * @param count as in a spec: a number, or a percentage in quotation marks
 * @param pool a zone to which the policy is bound; empty for all
 * @param spread over zones
 * @param dwell for example {@code 3s}
 */
record ChurnWish(
        String policy,
        String strategy,
        String count,
        SortedMap<String, String> labels,
        String pool,
        boolean spread,
        String dwell) {

    private static final String ZONE = "topology.kubernetes.io/zone";

    ChurnWish withCount(String other) {
        return new ChurnWish(policy, strategy, other, labels, pool, spread, dwell);
    }

    ChurnWish withStrategy(String other) {
        return new ChurnWish(policy, other, count, labels, pool, spread, dwell);
    }

    ChurnWish withLabels(SortedMap<String, String> other) {
        return new ChurnWish(policy, strategy, count, other, pool, spread, dwell);
    }

    ChurnWish withPool(String other) {
        return new ChurnWish(policy, strategy, count, labels, other, spread, dwell);
    }

    ChurnWish withSpread(boolean other) {
        return new ChurnWish(policy, strategy, count, labels, pool, other, dwell);
    }

    ChurnWish withDwell(String other) {
        return new ChurnWish(policy, strategy, count, labels, pool, spread, other);
    }

    /** The spec as JSON. */
    ObjectNode spec() {
        try {
            String text =
                    """
                    {"strategy": {"type": "%s", "count": %s}, "labels": %s, "minimumDwell": "%s"}
                    """
                            .formatted(
                                    strategy,
                                    count,
                                    new JsonMapper().writeValueAsString(new TreeMap<>(labels)),
                                    dwell);
            ObjectNode spec = (ObjectNode) new JsonMapper().readTree(text);
            if (!pool.isEmpty()) {
                spec.putObject("nodeSelector").putObject("matchLabels").put(ZONE, pool);
            }
            if (spread) {
                spec.put("spreadBy", ZONE);
            }
            return spec;
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole resource, as the operator would read it. */
    LabelPolicy read() {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.putObject("metadata").put("name", policy).put("uid", "churn");
        resource.set("spec", spec());
        return LabelPolicyReader.read(resource);
    }
}
