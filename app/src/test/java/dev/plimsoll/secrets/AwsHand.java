package dev.plimsoll.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.testbed.Moto;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What a person does in AWS: values, queues, topics, rules. */
record AwsHand(Moto moto) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A queue, by its URL and its ARN. */
    record Queue(String url, String arn) {}

    /** Makes a queue whose messages go to another one after some deliveries. */
    Queue queue(String name, int visibilitySeconds, int mostDeliveries) {
        Queue dead = queue("dead-" + name, Map.of());
        return queue(
                name,
                Map.of(
                        "VisibilityTimeout",
                        Integer.toString(visibilitySeconds),
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\": \"%s\", \"maxReceiveCount\": %d}"
                                .formatted(dead.arn(), mostDeliveries)));
    }

    Queue queue(String name, Map<String, String> attributes) {
        ObjectNode request = object().put("QueueName", name);
        ObjectNode own = request.putObject("Attributes");
        attributes.forEach(own::put);
        String url = call("sqs", "AmazonSQS.CreateQueue", request).path("QueueUrl").asText();
        return new Queue(url, "arn:aws:sqs:" + Moto.REGION + ":" + Moto.ACCOUNT + ":" + name);
    }

    void send(Queue queue, String body) {
        var _ =
                call(
                        "sqs",
                        "AmazonSQS.SendMessage",
                        object().put("QueueUrl", queue.url()).put("MessageBody", body));
    }

    /** Sends many messages, ten a call. */
    void sendAll(Queue queue, List<String> bodies) {
        for (int from = 0; from < bodies.size(); from += 10) {
            ObjectNode request = object().put("QueueUrl", queue.url());
            ArrayNode entries = request.putArray("Entries");
            for (String body : bodies.subList(from, Math.min(from + 10, bodies.size()))) {
                entries.addObject().put("Id", "m" + entries.size()).put("MessageBody", body);
            }
            JsonNode failed = call("sqs", "AmazonSQS.SendMessageBatch", request).path("Failed");
            if (!failed.isEmpty()) {
                throw new IllegalStateException(failed.toString());
            }
        }
    }

    void sendInOrder(Queue queue, String group, String body) {
        var _ =
                call(
                        "sqs",
                        "AmazonSQS.SendMessage",
                        object().put("QueueUrl", queue.url())
                                .put("MessageBody", body)
                                .put("MessageGroupId", group)
                                .put("MessageDeduplicationId", UUID.randomUUID().toString()));
    }

    /** How many messages a queue has, visible or not. */
    int messages(String url) {
        JsonNode attributes =
                call(
                                "sqs",
                                "AmazonSQS.GetQueueAttributes",
                                object().put("QueueUrl", url)
                                        .set("AttributeNames", JSON.valueToTree(List.of("All"))))
                        .path("Attributes");
        return attributes.path("ApproximateNumberOfMessages").asInt()
                + attributes.path("ApproximateNumberOfMessagesNotVisible").asInt();
    }

    /** Makes a topic that delivers to a queue. */
    String topic(String name, Queue to, boolean raw) {
        String arn = between(form(Map.of("Action", "CreateTopic", "Name", name)), "TopicArn");
        Map<String, String> subscription = new TreeMap<>();
        subscription.put("Action", "Subscribe");
        subscription.put("TopicArn", arn);
        subscription.put("Protocol", "sqs");
        subscription.put("Endpoint", to.arn());
        if (raw) {
            subscription.put("Attributes.entry.1.key", "RawMessageDelivery");
            subscription.put("Attributes.entry.1.value", "true");
        }
        var _ = form(subscription);
        return arn;
    }

    void publish(String topic, String message) {
        var _ = form(Map.of("Action", "Publish", "TopicArn", topic, "Message", message));
    }

    private String form(Map<String, String> form) {
        return moto.form("sns", form);
    }

    private static String between(String xml, String tag) {
        return xml.substring(
                xml.indexOf("<" + tag + ">") + tag.length() + 2, xml.indexOf("</" + tag + ">"));
    }

    /** Has EventBridge put the events of a source into a queue. */
    void rule(String name, String source, Queue to) {
        var _ =
                call(
                        "events",
                        "AWSEvents.PutRule",
                        object().put("Name", name)
                                .put("EventPattern", "{\"source\": [\"" + source + "\"]}"));
        ObjectNode targets = object().put("Rule", name);
        targets.putArray("Targets").addObject().put("Id", "queue").put("Arn", to.arn());
        var _ = call("events", "AWSEvents.PutTargets", targets);
    }

    /** Puts an event on the bus, as the service whose it is would. */
    void put(JsonNode event) {
        ObjectNode request = object();
        request.putArray("Entries")
                .addObject()
                .put("Source", event.path("source").asText())
                .put("DetailType", event.path("detail-type").asText())
                .put("Detail", event.path("detail").toString())
                .set("Resources", event.path("resources"));
        JsonNode answer = call("events", "AWSEvents.PutEvents", request);
        if (answer.path("FailedEntryCount").asInt() > 0) {
            throw new IllegalStateException(answer.toString());
        }
    }

    void parameter(String name, String value) {
        var _ =
                call(
                        "ssm",
                        "AmazonSSM.PutParameter",
                        object().put("Name", name)
                                .put("Value", value)
                                .put("Type", "SecureString")
                                .put("Overwrite", true));
    }

    void newSecret(String name, String value) {
        var _ =
                call(
                        "secretsmanager",
                        "secretsmanager.CreateSecret",
                        object().put("Name", name).put("SecretString", value));
    }

    void secret(String name, String value) {
        var _ =
                call(
                        "secretsmanager",
                        "secretsmanager.PutSecretValue",
                        object().put("SecretId", name).put("SecretString", value));
    }

    private JsonNode call(String service, String operation, JsonNode request) {
        try {
            String answer = moto.json(service, operation, request.toString());
            return answer.isEmpty() ? object() : JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
