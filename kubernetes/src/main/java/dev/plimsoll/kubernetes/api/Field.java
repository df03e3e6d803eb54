package dev.plimsoll.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.fleet.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Walks a resource and remembers the way, so that a complaint can name the field. A null stands for
 * a missing field, as it does for the API server.
 *
 * @param path for example {@code spec.strategy.count}
 */
record Field(String path, JsonNode node) {

    private static final int LONGEST_SHOWN = 100;

    /** Enters a resource; its fields' paths begin with their names. */
    static Field root(JsonNode resource) {
        return new Field("", resource);
    }

    /** Reads what can be followed of a resource; whatever breaks a rule becomes its sentence. */
    static <S extends Record> Reading<S> reading(JsonNode resource, Reader<S> reader) {
        try {
            return new Reading.Valid<>(reader.read(root(resource)));
        } catch (InvalidFieldException e) {
            return new Reading.Invalid<>(String.valueOf(e.getMessage()));
        }
    }

    boolean present() {
        return !node.isMissingNode() && !node.isNull();
    }

    Field child(String name) {
        return new Field(path.isEmpty() ? name : path + "." + name, node.path(name));
    }

    /** Reads the field, where there is one. */
    <T> Optional<T> optional(Reader<T> reader) throws InvalidFieldException {
        return present() ? Optional.of(reader.read(this)) : Optional.empty();
    }

    Field required() throws InvalidFieldException {
        if (!present()) {
            throw new InvalidFieldException(path + " is required");
        }
        return this;
    }

    Field object() throws InvalidFieldException {
        check(node.isObject(), "an object");
        return this;
    }

    /** Reads a text that must meet a rule. */
    String text(Predicate<String> valid, String rule) throws InvalidFieldException {
        check(node.isTextual() && valid.test(node.textValue()), rule);
        return node.textValue();
    }

    /** Reads a text that must have a meaning. */
    <T> T parsed(Function<String, Optional<T>> meaning, String rule) throws InvalidFieldException {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .flatMap(text -> meaning.apply(text.textValue()))
                .orElseThrow(() -> mustBe(rule));
    }

    /** Reads a whole number within bounds. */
    int integer(int least, int most) throws InvalidFieldException {
        check(
                node.isIntegralNumber()
                        && node.canConvertToInt()
                        && node.intValue() >= least
                        && node.intValue() <= most,
                "an integer from " + least + " to " + most);
        return node.intValue();
    }

    boolean truth() throws InvalidFieldException {
        check(node.isBoolean(), "true or false");
        return node.booleanValue();
    }

    /** Gives the entries of an array; none where it is missing. */
    List<Field> items(int most) throws InvalidFieldException {
        check(!present() || node.isArray(), "a list");
        bound(most);
        List<Field> items = new ArrayList<>();
        for (int index = 0; index < node.size(); index++) {
            items.add(new Field(path + "[" + index + "]", node.get(index)));
        }
        return items;
    }

    /** Gives the entries of an object in their order; none where it is missing. */
    List<Map.Entry<String, Field>> entries(int most) throws InvalidFieldException {
        check(!present() || node.isObject(), "an object");
        bound(most);
        List<Map.Entry<String, Field>> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Field value = new Field(path + "[" + entry.getKey() + "]", entry.getValue());
            entries.add(Map.entry(entry.getKey(), value));
        }
        return entries;
    }

    private void bound(int most) throws InvalidFieldException {
        if (node.size() > most) {
            throw must("have at most " + most + " entries, but has " + node.size());
        }
    }

    void check(boolean holds, String rule) throws InvalidFieldException {
        if (!holds) {
            throw mustBe(rule);
        }
    }

    InvalidFieldException mustBe(String rule) {
        return must("be " + rule + ", but is " + shown(node.toString()));
    }

    /** Cuts what stands in a sentence to a length that a condition can hold and a person read. */
    static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Complains in words of the caller's own. */
    InvalidFieldException must(String rest) {
        return new InvalidFieldException(path + " must " + rest);
    }

    /**
     * Makes a value of a field.
     *
     * @param <T> the value
     */
    @FunctionalInterface
    interface Reader<T> {
        T read(Field field) throws InvalidFieldException;
    }
}
