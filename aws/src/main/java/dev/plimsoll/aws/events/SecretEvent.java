package dev.plimsoll.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.RemoteKey;
import dev.plimsoll.core.secrets.SecretChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the events of Secrets Manager: its own, and those that CloudTrail makes of calls.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/event-detail-secret-label-updated-secretsmanager.html">the
 *     form of its own</a>
 */
final class SecretEvent {

    static final String SOURCE = "aws.secretsmanager";

    private static final String LABEL_UPDATED = "Secret Label Updated";
    private static final String CALL = "AWS API Call via CloudTrail";
    private static final String SERVICE_EVENT = "AWS Service Event via CloudTrail";
    private static final String PUT = "PutSecretValue";
    private static final String ROTATED = "RotationSucceeded";

    /** Calls that change what a reader gets; those that only read or describe are far more. */
    private static final Set<String> CHANGES =
            Set.of(
                    "CreateSecret",
                    PUT,
                    "UpdateSecret",
                    "UpdateSecretVersionStage",
                    "RotateSecret",
                    "RestoreSecret",
                    "DeleteSecret");

    private SecretEvent() {}

    static EventReading read(BusEvent event) {
        return switch (event.detailType()) {
            case LABEL_UPDATED -> labelUpdated(event);
            case CALL -> call(event);
            case SERVICE_EVENT -> serviceEvent(event);
            default -> event.ignored("it is not an event that tells a changed secret");
        };
    }

    private static EventReading labelUpdated(BusEvent event) {
        Optional<String> name = BusEvent.text(event.detail().path("name"));
        if (name.isPresent()) {
            return new EventReading.Changed(
                    event.change(
                            AwsService.SECRETS_MANAGER, List.of(name.get()), "SecretLabelUpdated"));
        }
        return new EventReading.Poison(
                "detail.name of the \"" + LABEL_UPDATED + "\" must be the secret's name.");
    }

    private static EventReading call(BusEvent event) {
        JsonNode detail = event.detail();
        String operation = detail.path("eventName").asText();
        if (!CHANGES.contains(operation)) {
            return event.ignored("the call does not change what a reader gets");
        }
        JsonNode answer = detail.path("responseElements");
        JsonNode asked = detail.path("requestParameters");
        Optional<SecretChange> change =
                // The answer's ARN is whole, so that nothing about it is open.
                Stream.of("arn", "aRN", "ARN")
                        .flatMap(field -> BusEvent.text(answer.path(field)).stream())
                        .map(RemoteKey::of)
                        .map(key -> change(event, key, List.of(key.name()), operation))
                        .findFirst()
                        .or(() -> named(event, answer.path("name"), operation))
                        .or(() -> named(event, asked.path("secretId"), operation))
                        .or(() -> named(event, asked.path("name"), operation));
        if (change.isEmpty()) {
            return new EventReading.Poison(
                    "detail.requestParameters.secretId of the CloudTrail call must be the name or"
                            + " the ARN of a secret.");
        }
        if (detail.hasNonNull("errorCode")) {
            return event.ignored(change.get(), "the call failed: detail.errorCode says why");
        }
        if (operation.equals(PUT) && pendingOnly(asked.path("versionStages"))) {
            return event.ignored(
                    change.get(), "the new version is pending, which nobody reads before its time");
        }
        return new EventReading.Changed(change.get());
    }

    private static EventReading serviceEvent(BusEvent event) {
        JsonNode detail = event.detail();
        if (!detail.path("eventName").asText().equals(ROTATED)) {
            return event.ignored("it is no step of a rotation that changes what a reader gets");
        }
        return Stream.of("SecretId", "secretId")
                .flatMap(
                        field -> BusEvent.text(detail.at("/additionalEventData/" + field)).stream())
                .map(RemoteKey::of)
                .<EventReading>map(
                        key -> new EventReading.Changed(change(event, key, key.names(), ROTATED)))
                .findFirst()
                .orElseGet(() ->
                        new EventReading.Poison(
                                "detail.additionalEventData.SecretId of the rotation must be the"
                                        + " ARN of a secret."));
    }

    private static Optional<SecretChange> named(BusEvent event, JsonNode text, String operation) {
        return BusEvent.text(text)
                .map(RemoteKey::of)
                .map(key -> change(event, key, key.names(), operation));
    }

    private static SecretChange change(
            BusEvent event, RemoteKey key, List<String> names, String operation) {
        return event.change(
                AwsService.SECRETS_MANAGER, key.account(), key.region(), names, operation);
    }

    private static boolean pendingOnly(JsonNode stages) {
        return stages.size() == 1 && stages.path(0).asText().equals("AWSPENDING");
    }
}
