package dev.plimsoll.aws.events;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.SecretChange;
import java.util.Optional;

/**
 * Reads a message of a queue: an EventBridge event, bare or in the envelope of SNS, or a name where
 * a pointer says. Nothing is too broken to be read: what cannot be understood is {@link
 * EventReading.Poison}.
 */
public final class EventReader {

    private static final String EXPECTED =
            "expected an EventBridge event of Parameter Store or Secrets Manager, or an SNS"
                    + " notification of one";

    /** An envelope in an envelope happens when a topic feeds a bus; more is somebody's mistake. */
    private static final int MOST_ENVELOPES = 3;

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Optional<BareName> bareName;

    /** Understands the events of AWS only. */
    public EventReader() {
        this(Optional.empty());
    }

    /** Understands messages of somebody's own making too. */
    public EventReader(Optional<BareName> bareName) {
        this.bareName = bareName;
    }

    /** Reads the body of one message. */
    public EventReading read(String body) {
        return read(body, MOST_ENVELOPES);
    }

    private EventReading read(String body, int envelopes) {
        if (body.isBlank()) {
            return new EventReading.Poison("The message is empty; " + EXPECTED + ".");
        }
        JsonNode message;
        try {
            message = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return bareName.flatMap(name -> name.find(body))
                    .<EventReading>map(EventReading.Changed::new)
                    .orElseGet(() -> notJson(e));
        }
        if (message.path("Type").isTextual() && message.has("TopicArn")) {
            return unpacked(message, envelopes);
        }
        return BusEvent.is(message) ? event(new BusEvent(message)) : other(message);
    }

    private EventReading unpacked(JsonNode envelope, int envelopes) {
        if (!envelope.path("Type").textValue().equals("Notification")) {
            return new EventReading.Ignored(
                    Optional.empty(),
                    Optional.empty(),
                    "SNS asks about the subscription, and tells no change");
        }
        if (!envelope.path("Message").isTextual()) {
            return new EventReading.Poison(
                    "Message of the SNS notification must be a text; " + EXPECTED + ".");
        }
        if (envelopes == 0) {
            return new EventReading.Poison(
                    "The message is an SNS notification within more than "
                            + (MOST_ENVELOPES - 1)
                            + " others; "
                            + EXPECTED
                            + ".");
        }
        return read(envelope.path("Message").textValue(), envelopes - 1);
    }

    private EventReading event(BusEvent event) {
        return switch (event.source()) {
            case ParameterEvent.SOURCE -> ParameterEvent.read(event);
            case SecretEvent.SOURCE -> SecretEvent.read(event);
            default ->
                    bareName.flatMap(name -> name.find(event.event()))
                            .<EventReading>map(
                                    change -> new EventReading.Changed(with(event, change)))
                            .orElseGet(() ->
                                    event.ignored(
                                            "its source is neither "
                                                    + ParameterEvent.SOURCE
                                                    + " nor "
                                                    + SecretEvent.SOURCE));
        };
    }

    private static SecretChange with(BusEvent event, SecretChange change) {
        return new SecretChange(
                event.id(),
                change.service(),
                change.account(),
                change.region(),
                change.names(),
                change.operation(),
                change.at());
    }

    private EventReading other(JsonNode message) {
        return bareName.flatMap(name -> name.find(message))
                .<EventReading>map(EventReading.Changed::new)
                .orElseGet(() -> new EventReading.Poison(unknown(message)));
    }

    private String unknown(JsonNode message) {
        if (bareName.isPresent()) {
            return "The message has no name at the pointer \""
                    + bareName.get().pointer()
                    + "\"; "
                    + EXPECTED
                    + ".";
        }
        return message.isObject()
                ? "The message lacks the fields detail-type and source; " + EXPECTED + "."
                : "The message is JSON, but no object; " + EXPECTED + ".";
    }

    /** Tells the place only: the parser's own words repeat the text. */
    private static EventReading notJson(JsonProcessingException problem) {
        JsonLocation at = problem.getLocation();
        return new EventReading.Poison(
                at == null
                        ? "The message is not JSON; " + EXPECTED + "."
                        : "The message is not JSON at line %d, column %d; %s."
                                .formatted(at.getLineNr(), at.getColumnNr(), EXPECTED));
    }
}
