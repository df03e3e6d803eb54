package dev.plimsoll.kubernetes.api;

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
final class SelectorReader {

    private SelectorReader() {}

    static LabelSelector read(Field selector) throws InvalidFieldException {
        selector.object();
        Field matchLabels = selector.child("matchLabels");
        Map<String, String> labels = new HashMap<>();
        for (Map.Entry<String, Field> label : matchLabels.entries()) {
            if (!LabelSyntax.validKey(label.getKey())) {
                throw matchLabels.must(
                        "have keys of " + LabelSyntax.KEY_RULE + ", unlike " + label.getKey());
            }
            labels.put(label.getKey(), labelValue(label.getValue()));
        }
        List<Requirement> requirements = new ArrayList<>();
        for (Field expression : selector.child("matchExpressions").items()) {
            requirements.add(requirement(expression.object()));
        }
        return new LabelSelector(labels, requirements);
    }

    static String labelValue(Field value) throws InvalidFieldException {
        return value.text(LabelSyntax::validValue, "a label value: " + LabelSyntax.VALUE_RULE);
    }

    private static Requirement requirement(Field expression) throws InvalidFieldException {
        String key =
                expression
                        .child("key")
                        .required()
                        .text(LabelSyntax::validKey, "a label key: " + LabelSyntax.KEY_RULE);
        Operator operator =
                expression
                        .child("operator")
                        .required()
                        .parsed(SelectorReader::operator, "In, NotIn, Exists or DoesNotExist");
        Set<String> values = new HashSet<>();
        for (Field value : expression.child("values").items()) {
            values.add(labelValue(value));
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
