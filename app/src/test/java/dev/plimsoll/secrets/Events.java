package dev.plimsoll.secrets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.testbed.Moto;
import java.time.Instant;
import java.util.UUID;

/**
 * The events of AWS in their documented forms.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html">Parameter
 *     Store</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/event-detail-secret-label-updated-secretsmanager.html">Secrets
 *     Manager</a>
 */
final class Events {

    private Events() {}

    static ObjectNode parameterChange(String name) {
        ObjectNode event = event("aws.ssm", "Parameter Store Change");
        event.putArray("resources")
                .add("arn:aws:ssm:" + Moto.REGION + ":" + Moto.ACCOUNT + ":parameter" + name);
        event.putObject("detail")
                .put("operation", "Update")
                .put("name", name)
                .put("type", "SecureString")
                .put("description", "Sample Parameter");
        return event;
    }

    static ObjectNode secretLabelUpdated(String name) {
        ObjectNode event = event("aws.secretsmanager", "Secret Label Updated");
        event.putArray("resources").add(secretArn(name));
        event.putObject("detail")
                .put("name", name)
                .put("labelUpdated", "AWSCURRENT")
                .put("versionId", UUID.randomUUID().toString());
        return event;
    }

    static ObjectNode secretCall(String name) {
        ObjectNode event = event("aws.secretsmanager", "AWS API Call via CloudTrail");
        event.putArray("resources");
        ObjectNode detail =
                event.putObject("detail")
                        .put("eventSource", "secretsmanager.amazonaws.com")
                        .put("eventName", "PutSecretValue");
        detail.putObject("requestParameters").put("secretId", secretArn(name));
        detail.putNull("responseElements");
        return event;
    }

    /** A message that somebody has thought of: it names a parameter, and it holds a value too. */
    static ObjectNode ofOnesOwn(String name, String value) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("value", value);
        message.putObject("changed").put("name", name);
        return message;
    }

    private static String secretArn(String name) {
        return "arn:aws:secretsmanager:"
                + Moto.REGION
                + ":"
                + Moto.ACCOUNT
                + ":secret:"
                + name
                + "-a1b2c3";
    }

    private static ObjectNode event(String source, String detailType) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", Moto.ACCOUNT)
                .put("time", Instant.now().toString())
                .put("region", Moto.REGION);
    }
}
