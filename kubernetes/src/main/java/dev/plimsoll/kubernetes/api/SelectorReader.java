package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import dev.plimsoll.core.labels.LabelSyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a {@code metav1.LabelSelector}. */
public final class SelectorReader {

    /** The custom resource definition's bounds, which keep the cost of its rules bounded. */
    private static final int MOST = 32;

    private static final int MOST_VALUES = 256;

    private SelectorReader() {}

    /**
     * Reads the selector of somebody else's resource; empty where there is none or a broken one.
     */
    public static Optional<LabelSelector> lenient(JsonNode selector) {
        try {
            return selector.isObject() ? Optional.of(read(Field.root(selector))) : Optional.empty();
        } catch (InvalidFieldException e) {
            return Optional.empty();
        }
    }

    static LabelSelector read(Field selector) throws InvalidFieldException {
        Map<String, String> labels = labels(selector.object().child("matchLabels"));
        List<Requirement> requirements = new ArrayList<>();
        for (Field expression : selector.child("matchExpressions").items(MOST)) {
            requirements.add(requirement(expression.object()));
        }
        return new LabelSelector(labels, requirements);
    }

    /** Reads keys and values as Kubernetes takes them, at most 32; none where it is missing. */
    static Map<String, String> labels(Field labels) throws InvalidFieldException {
        Map<String, String> read = new HashMap<>();
        for (Map.Entry<String, Field> label : labels.entries(MOST)) {
            String key = label.getKey();
            if (!LabelSyntax.validKey(key)) {
                throw labels.must(
                        "have keys of "
                                + LabelSyntax.KEY_RULE
                                + (", unlike \"" + Field.shown(key) + "\""));
            }
            read.put(key, value(label.getValue()));
        }
        return read;
    }

    /** Reads the key of a label. */
    static String key(Field key) throws InvalidFieldException {
        return key.text(LabelSyntax::validKey, "a label key: " + LabelSyntax.KEY_RULE);
    }

    private static String value(Field value) throws InvalidFieldException {
        return value.text(LabelSyntax::validValue, "a label value: " + LabelSyntax.VALUE_RULE);
    }

    private static Requirement requirement(Field expression) throws InvalidFieldException {
        String key = key(expression.child("key").required());
        Operator operator =
                expression
                        .child("operator")
                        .required()
                        .parsed(SelectorReader::operator, "In, NotIn, Exists or DoesNotExist");
        Set<String> values = new HashSet<>();
        for (Field value : expression.child("values").items(MOST_VALUES)) {
            values.add(value(value));
        }
        boolean compares = operator == Operator.IN || operator == Operator.NOT_IN;
        if (compares == values.isEmpty()) {
            throw expression.must(
                    compares
                            ? "have at least one value for the operator In or NotIn"
                            : "have no values for the operator Exists or DoesNotExist");
        }
        return new Requirement(key, operator, values);
    }

    private static Optional<Operator> operator(String name) {
        return switch (name) {
            case "In" -> Optional.of(Operator.IN);
            case "NotIn" -> Optional.of(Operator.NOT_IN);
            case "Exists" -> Optional.of(Operator.EXISTS);
            case "DoesNotExist" -> Optional.of(Operator.DOES_NOT_EXIST);
            default -> Optional.empty();
        };
    }
}
