package dev.plimsoll.aws.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.RemoteKey;
import dev.plimsoll.core.secrets.SecretChange;
import java.util.List;
import java.util.Optional;

/**
 * Says where a message of somebody's own making has the name of what has changed, for example one
 * of an EventBridge input transformer.
 *
 * @param pointer (RFC 6901) to a text with a name or an ARN; the empty one means the whole message,
 *     which then need not even be JSON
 * @param service that the name is of; empty for either
 */
public record BareName(
        JsonPointer pointer,
        Optional<AwsService> service,
        Optional<String> account,
        Optional<String> region) {

    private static final String OPERATION = "Change";

    /**
     * Reads a pointer; the name may then be of either service, in any account and region.
     *
     * @throws IllegalArgumentException where it is not one; the message says what is expected
     */
    public static BareName at(String pointer) {
        try {
            return new BareName(
                    JsonPointer.compile(pointer),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("nothing or a JSON pointer such as /secret/name", e);
        }
    }

    Optional<SecretChange> find(JsonNode message) {
        JsonNode found = message.at(pointer);
        return found.isTextual() ? named(found.textValue()) : Optional.empty();
    }

    /** Takes a message that is no JSON for the name itself, where the pointer allows that. */
    Optional<SecretChange> find(String message) {
        return find(TextNode.valueOf(message));
    }

    private Optional<SecretChange> named(String text) {
        String name = text.strip();
        if (name.isEmpty() || name.lines().count() > 1) {
            return Optional.empty();
        }
        SecretChange key = SecretChange.of(RemoteKey.of(name), service, account, region);
        return Optional.of(
                new SecretChange(
                        Optional.empty(),
                        key.service(),
                        key.account(),
                        key.region(),
                        List.copyOf(key.names()),
                        OPERATION,
                        Optional.empty()));
    }
}
