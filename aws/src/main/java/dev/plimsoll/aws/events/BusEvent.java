package dev.plimsoll.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.SecretChange;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** An EventBridge event: what all of them have, whatever their detail. */
record BusEvent(JsonNode event) {

    /** Tells whether a message is one. */
    static boolean is(JsonNode message) {
        return message.path("detail-type").isTextual() && message.path("source").isTextual();
    }

    String source() {
        return event.path("source").textValue();
    }

    String detailType() {
        return event.path("detail-type").textValue();
    }

    JsonNode detail() {
        return event.path("detail");
    }

    Optional<String> id() {
        return text(event.path("id"));
    }

    /** Describes a change in the account and region that the event is from. */
    SecretChange change(AwsService service, List<String> names, String operation) {
        return change(
                service, text(event.path("account")), text(event.path("region")), names, operation);
    }

    SecretChange change(
            AwsService service,
            Optional<String> account,
            Optional<String> region,
            List<String> names,
            String operation) {
        return new SecretChange(
                id(),
                Optional.of(service),
                account.or(() -> text(event.path("account"))),
                region.or(() -> text(event.path("region"))),
                names,
                operation,
                time());
    }

    EventReading.Ignored ignored(String reason) {
        return new EventReading.Ignored(id(), Optional.empty(), reason);
    }

    EventReading.Ignored ignored(SecretChange change, String reason) {
        return new EventReading.Ignored(id(), Optional.of(change), reason);
    }

    /** Reads a text that says something. */
    static Optional<String> text(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    private Optional<Instant> time() {
        try {
            return text(event.path("time")).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
