package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.labels.GoDuration;
import dev.plimsoll.core.labels.LabelCount;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelStrategy;
import dev.plimsoll.core.labels.ProtectedLabelKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code spec} of a NodeLabelPolicy and holds it to the rules of the custom resource
 * definition, in the same words: a resource may be older than the definition.
 */
final class LabelSpecReader {

    private static final String STRATEGIES = "oldest, newest or random";

    private LabelSpecReader() {}

    static LabelSpec read(Field spec) throws InvalidFieldException {
        if (!spec.present()) {
            throw new InvalidFieldException("spec is required: it must have strategy and labels");
        }
        Field strategy = spec.object().child("strategy").required().object();
        return new LabelSpec(
                strategy.child("type").required().parsed(LabelSpecReader::strategy, STRATEGIES),
                count(strategy.child("count").required()),
                labels(spec.child("labels").required().object()),
                spec.child("nodeSelector")
                        .optional(SelectorReader::read)
                        .orElse(LabelSelector.EVERYTHING),
                spec.child("spreadBy").optional(SelectorReader::key),
                spec.child("notReadyGrace")
                        .optional(LabelSpecReader::duration)
                        .orElse(LabelSpec.DEFAULT_NOT_READY_GRACE),
                spec.child("minimumDwell")
                        .optional(LabelSpecReader::duration)
                        .orElse(Duration.ZERO));
    }

    private static Optional<LabelStrategy> strategy(String type) {
        return switch (type) {
            case "oldest" -> Optional.of(LabelStrategy.OLDEST);
            case "newest" -> Optional.of(LabelStrategy.NEWEST);
            case "random" -> Optional.of(LabelStrategy.RANDOM);
            default -> Optional.empty();
        };
    }

    private static LabelCount count(Field count) throws InvalidFieldException {
        JsonNode node = count.node();
        if (node.isIntegralNumber()) {
            count.check(node.canConvertToInt() && node.intValue() >= 1, LabelCount.RULE);
            return new LabelCount.Nodes(node.intValue());
        }
        return count.parsed(LabelCount::percent, LabelCount.RULE);
    }

    private static Map<String, String> labels(Field labels) throws InvalidFieldException {
        Map<String, String> read = SelectorReader.labels(labels);
        if (read.isEmpty()) {
            throw labels.must("have at least one label");
        }
        for (String key : read.keySet()) {
            if (ProtectedLabelKey.ownedByPlatform(key)) {
                throw labels.must(
                        "not have keys that Kubernetes, Karpenter, the cluster autoscaler or a"
                                + (" cloud provider owns, such as \"" + key + "\""));
            }
            if (ProtectedLabelKey.marker(key)) {
                throw labels.must(
                        "not have the marker key of a label policy, nlp.<policy>/managed-by");
            }
        }
        return read;
    }

    private static Duration duration(Field duration) throws InvalidFieldException {
        return duration.parsed(GoDuration::parse, GoDuration.RULE);
    }
}
