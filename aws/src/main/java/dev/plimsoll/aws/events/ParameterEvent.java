package dev.plimsoll.aws.events;

import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.SecretChange;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code Parameter Store Change}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html">its
 *     form</a>
 */
final class ParameterEvent {

    static final String SOURCE = "aws.ssm";
    static final String DETAIL_TYPE = "Parameter Store Change";

    private ParameterEvent() {}

    static EventReading read(BusEvent event) {
        if (!event.detailType().equals(DETAIL_TYPE)) {
            return event.ignored(
                    "it is no \"" + DETAIL_TYPE + "\", the one event that tells a changed value");
        }
        Optional<String> name = BusEvent.text(event.detail().path("name"));
        if (name.isEmpty()) {
            return new EventReading.Poison(
                    "detail.name of the \"" + DETAIL_TYPE + "\" must be the parameter's name.");
        }
        String operation = BusEvent.text(event.detail().path("operation")).orElse("Change");
        SecretChange change =
                event.change(AwsService.PARAMETER_STORE, List.of(name.get()), operation);
        return event.detail().hasNonNull("exception")
                ? event.ignored(change, "the parameter was not written: detail.exception says why")
                : new EventReading.Changed(change);
    }
}
