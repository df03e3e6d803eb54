package dev.plimsoll.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.testbed.Moto;
import dev.plimsoll.testbed.RealMoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code deploy/aws} makes, where moto can make it. */
@RealMoto
final class AwsTemplatesIT {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final Pattern ACTION = Pattern.compile("\\b(?:sqs|ssm):[A-Z][a-z]\\w+");

    private final Moto moto;
    private final AwsHand aws;

    AwsTemplatesIT(Moto moto) {
        this.moto = moto;
        aws = new AwsHand(moto);
    }

    @Test
    void theStackDeliversWhatThePatternsAskForAndNothingElse() throws IOException {
        // Given
        String template = Files.readString(DEPLOY.resolve("aws/secrets.cloudformation.yaml"));
        var _ =
                moto.form(
                        "cloudformation",
                        Map.of(
                                "Action", "CreateStack",
                                "Version", "2010-05-15",
                                "StackName", "plimsoll-secrets",
                                "TemplateBody", template,
                                "Capabilities.member.1", "CAPABILITY_NAMED_IAM"));
        String stack =
                moto.form(
                        "cloudformation",
                        Map.of(
                                "Action", "DescribeStacks",
                                "Version", "2010-05-15",
                                "StackName", "plimsoll-secrets"));
        String url = output(stack, "QueueUrl");

        // When
        aws.put(Events.parameterChange("/prod/db"));
        aws.put(Events.parameterChange("no-slash"));
        aws.put(Events.secretLabelUpdated("db"));
        aws.put(Events.secretCall("db"));
        aws.publish(output(stack, "TopicArn"), Events.parameterChange("/prod/db").toString());

        // Then
        assertThat(aws.messages(url)).isEqualTo(3);
        assertThat(aws.messages(output(stack, "DeadLetterQueueUrl"))).isZero();
        assertThat(output(stack, "PolicyArn")).contains(":policy/");
    }

    private static String output(String stack, String key) {
        Matcher matcher =
                Pattern.compile(
                                "<OutputKey>"
                                        + key
                                        + "</OutputKey>\\s*<OutputValue>([^<]*)</OutputValue>")
                        .matcher(stack);
        assertThat(matcher.find()).as(key + " in " + stack).isTrue();
        return matcher.group(1);
    }

    @Test
    void allThreeTellsOfThePolicyNameTheSameActions() throws IOException {
        // Given
        JsonNode policy =
                new ObjectMapper().readTree(DEPLOY.resolve("iam/secrets-policy.json").toFile());

        // When
        TreeSet<String> inPolicy = actions(policy.toString());

        // Then
        assertThat(inPolicy)
                .containsExactly(
                        "sqs:ChangeMessageVisibility",
                        "sqs:DeleteMessage",
                        "sqs:GetQueueAttributes",
                        "sqs:ReceiveMessage",
                        "ssm:DescribeParameters");
        for (String file : new String[] {"aws/secrets.cloudformation.yaml", "aws/secrets.tf"}) {
            TreeSet<String> named = actions(Files.readString(DEPLOY.resolve(file)));
            // The queue's own policy lets EventBridge and the topic send.
            named.remove("sqs:SendMessage");
            assertThat(named).as(file).isEqualTo(inPolicy);
        }
    }

    private static TreeSet<String> actions(String text) {
        TreeSet<String> actions = new TreeSet<>();
        ACTION.matcher(text).results().forEach(each -> actions.add(each.group()));
        return actions;
    }
}
