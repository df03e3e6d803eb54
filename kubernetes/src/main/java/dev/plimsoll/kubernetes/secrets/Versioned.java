package dev.plimsoll.kubernetes.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.kubernetes.feed.ResourceType;
import java.util.function.Function;

/**
 * An object with what only a store asks for.
 *
 * @param <T> what the object decides
 */
record Versioned<T>(String resourceVersion, T object) {

    /**
     * Describes a kind whose states are compared by what they decide.
     *
     * @param version such as {@code v1}
     */
    static <T> ResourceType<Versioned<T>> type(
            String plural,
            String version,
            Function<JsonNode, T> reader,
            Function<T, String> key,
            Function<T, String> uid) {
        ObjectMapper mapper = new ObjectMapper();
        return new ResourceType<>(
                plural + ".external-secrets.io",
                "/apis/external-secrets.io/" + version + "/" + plural,
                parser -> {
                    JsonNode resource = mapper.readTree(parser);
                    return new Versioned<>(
                            resource.path("metadata").path("resourceVersion").asText(),
                            reader.apply(resource));
                },
                versioned -> key.apply(versioned.object),
                versioned -> uid.apply(versioned.object),
                Versioned::resourceVersion,
                (before, after) -> before.object.equals(after.object));
    }
}
