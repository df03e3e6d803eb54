package dev.plimsoll.aws.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.secrets.AwsService;
import dev.plimsoll.core.secrets.EventReading;
import dev.plimsoll.core.secrets.SecretChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is odd; the command line's {@code cases/secrets} have what AWS really sends. */
final class EventReaderTest {

    private static final String CHANGE =
            """
            {"version": "0", "id": "e1", "detail-type": "Parameter Store Change",
             "source": "aws.ssm", "account": "123456789012", "time": "2026-01-31T16:44:48Z",
             "region": "us-east-2", "detail": {"operation": "Update", "name": "/db"}}
            """;

    @Test
    void readsWhatAnEventSays() {
        // When
        EventReading reading = new EventReader().read(CHANGE);

        // Then
        assertThat(reading)
                .isEqualTo(
                        new EventReading.Changed(
                                new SecretChange(
                                        Optional.of("e1"),
                                        Optional.of(AwsService.PARAMETER_STORE),
                                        Optional.of("123456789012"),
                                        Optional.of("us-east-2"),
                                        List.of("/db"),
                                        "Update",
                                        Optional.of(Instant.parse("2026-01-31T16:44:48Z")))));
    }

    @Test
    void readsWhatIsLeftOfATransformedEvent() {
        // When
        EventReading reading =
                new EventReader()
                        .read(
                                """
                                {"detail-type": "Parameter Store Change", "source": "aws.ssm",
                                 "time": "lately", "account": 5, "region": "",
                                 "detail": {"name": "/db"}}
                                """);

        // Then
        assertThat(reading)
                .isEqualTo(
                        new EventReading.Changed(
                                new SecretChange(
                                        Optional.empty(),
                                        Optional.of(AwsService.PARAMETER_STORE),
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of("/db"),
                                        "Change",
                                        Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hunter2",
                "{hunter2",
                "{\"hunter2\": 1} {}",
                "[\"hunter2\"]",
                "\"hunter2\"",
                "null",
                "{\"hunter2\": {}}",
                "{\"detail-type\": \"Parameter Store Change\", \"source\": \"aws.ssm\"}",
                "{\"detail-type\": \"Parameter Store Change\", \"source\": \"aws.ssm\","
                        + " \"detail\": {\"name\": {\"hunter2\": 1}}}",
                "{\"detail-type\": \"Secret Label Updated\", \"source\": \"aws.secretsmanager\","
                        + " \"detail\": \"hunter2\"}",
                "{\"detail-type\": \"AWS API Call via CloudTrail\","
                        + " \"source\": \"aws.secretsmanager\","
                        + " \"detail\": {\"eventName\": \"PutSecretValue\","
                        + " \"requestParameters\": {\"secretString\": \"hunter2\"}}}",
                "{\"Type\": \"Notification\", \"TopicArn\": \"t\", \"Message\": {\"hunter2\": 1}}",
                "{\"Type\": \"Notification\", \"TopicArn\": \"t\", \"Message\": \"hunter2\"}"
            })
    void saysInOneSentenceWhatCannotBeUnderstoodAndRepeatsNothingOfIt(String message) {
        // When
        EventReading reading = new EventReader().read(message);

        // Then
        assertThat(reading)
                .isInstanceOfSatisfying(
                        EventReading.Poison.class,
                        poison ->
                                assertThat(poison.sentence())
                                        .endsWith(".")
                                        .hasLineCount(1)
                                        .doesNotContain("hunter2"));
    }

    @Test
    void survivesWhateverIsSent() {
        // Given
        long seed = 20_260_131;
        Random random = new Random(seed);
        EventReader reader = new EventReader(Optional.of(BareName.at("/detail/name")));
        List<EventReading> readings = new ArrayList<>();

        // When
        for (int run = 0; run < 20_000; run++) {
            StringBuilder message = new StringBuilder(CHANGE);
            for (int edits = random.nextInt(6); edits >= 0; edits--) {
                int at = random.nextInt(message.length());
                switch (random.nextInt(3)) {
                    case 0 -> message.deleteCharAt(at);
                    case 1 -> message.insert(at, "{}[]\",:\\0n\u0000".charAt(random.nextInt(11)));
                    default -> message.setCharAt(at, (char) random.nextInt(0x250));
                }
            }
            readings.add(reader.read(message.toString()));
        }

        // Then
        assertThat(readings)
                .as("seed %d", seed)
                .hasAtLeastOneElementOfType(EventReading.Changed.class)
                .hasAtLeastOneElementOfType(EventReading.Ignored.class)
                .hasAtLeastOneElementOfType(EventReading.Poison.class)
                .doesNotContainNull();
    }

    @Test
    void isNotTakenInByDepth() {
        // Given
        String deep = "[".repeat(200_000);

        // When
        EventReading reading = new EventReader().read(deep);

        // Then
        assertThat(reading).isInstanceOf(EventReading.Poison.class);
    }

    @Test
    void opensNoMoreEnvelopesThanAnybodyNeeds() {
        // Given
        String message = CHANGE;
        for (int wrapped = 0; wrapped < 4; wrapped++) {
            message =
                    "{\"Type\": \"Notification\", \"TopicArn\": \"t\", \"Message\": \""
                            + message.replace("\\", "\\\\")
                                    .replace("\"", "\\\"")
                                    .replace("\n", "\\n")
                            + "\"}";
        }

        // When
        EventReading reading = new EventReader().read(message);

        // Then
        assertThat(reading).isInstanceOf(EventReading.Poison.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''    | /db                                                   | /db
                    ''    | "/db"                                                 | /db
                    /a/0  | {"a": ["/db"]}                                        | /db
                    /name | {"Type": "Notification", "TopicArn": "t", "Message": "{\\"name\\": \\"/db\\"}"} | /db
                    /name | {"name": "arn:aws:ssm:us-east-2:123456789012:parameter/x/db"} | /x/db
                    """)
    void findsABareNameByAPointer(String pointer, String message, String name) {
        // Given
        EventReader reader = new EventReader(Optional.of(BareName.at(pointer)));

        // When
        EventReading reading = reader.read(message);

        // Then
        assertThat(reading)
                .isInstanceOfSatisfying(
                        EventReading.Changed.class,
                        changed -> assertThat(changed.change().name()).isEqualTo(name));
    }

    @Test
    void prefersAnEventThatItKnowsToAPointer() {
        // Given
        EventReader reader = new EventReader(Optional.of(BareName.at("/source")));

        // When
        EventReading reading = reader.read(CHANGE);

        // Then
        assertThat(reading)
                .isInstanceOfSatisfying(
                        EventReading.Changed.class,
                        changed -> assertThat(changed.change().name()).isEqualTo("/db"));
    }
}
