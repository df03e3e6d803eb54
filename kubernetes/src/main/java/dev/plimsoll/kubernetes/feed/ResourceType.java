package dev.plimsoll.kubernetes.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.kubernetes.json.JsonReader;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Describes a kind of resource to a feed.
 *
 * @param <T> the record an object becomes
 * @param title as kubectl names it, for example {@code nodes} or {@code
 *     nodelabelpolicies.nlp.lento.dev}
 * @param encoding what lists and watches are asked for
 * @param path of its list, for example {@code /api/v1/nodes}; it may carry a selector as its query
 * @param key tells objects apart that live at the same time: the name, or namespace/name
 * @param alike tells whether two states differ in nothing but the resource version; then nobody is
 *     woken
 */
public record ResourceType<T>(
        String title,
        Encoding encoding,
        String path,
        JsonReader<T> reader,
        Function<T, String> key,
        Function<T, String> uid,
        Function<T, String> resourceVersion,
        BiPredicate<T, T> alike) {

    /** Describes a kind that comes as JSON, as custom resources do. */
    public ResourceType(
            String title,
            String path,
            JsonReader<T> reader,
            Function<T, String> key,
            Function<T, String> uid,
            Function<T, String> resourceVersion,
            BiPredicate<T, T> alike) {
        this(title, Encoding.JSON, path, reader, key, uid, resourceVersion, alike);
    }

    /** Describes a custom resource; it is small, so that each may be read through a tree. */
    public static <T> ResourceType<T> custom(
            String title,
            String path,
            Function<JsonNode, T> reader,
            Function<T, String> name,
            Function<T, String> uid,
            Function<T, String> resourceVersion,
            BiPredicate<T, T> alike) {
        ObjectMapper mapper = new ObjectMapper();
        return new ResourceType<>(
                title,
                path,
                parser -> reader.apply(mapper.<JsonNode>readTree(parser)),
                name,
                uid,
                resourceVersion,
                alike);
    }

    /** The path of a request with further parameters. */
    String path(String parameters) {
        return path + (path.contains("?") ? "&" : "?") + parameters;
    }

    long version(T object) {
        return ResourceVersion.of(resourceVersion.apply(object));
    }

    /** Tells which state is the later one; without comparable versions, whichever came later. */
    boolean newer(T one, T other) {
        long first = version(one);
        long second = version(other);
        if (first == ResourceVersion.NONE || second == ResourceVersion.NONE) {
            return !resourceVersion.apply(one).equals(resourceVersion.apply(other));
        }
        return first > second;
    }

    /** Tells whether the two are states of one object, not of two with the same name. */
    boolean same(T one, T other) {
        return uid.apply(one).equals(uid.apply(other));
    }
}
