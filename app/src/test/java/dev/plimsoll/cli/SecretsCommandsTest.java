package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretsCommandsTest {

    private static final String STORE =
            """
            {"apiVersion": "external-secrets.io/v1", "kind": "ClusterSecretStore",
             "metadata": {"name": "ssm"},
             "spec": {"provider": {"aws": {"service": "ParameterStore", "region": "us-east-2"}}}}
            """;

    private static final String EVENT =
            """
            {"detail-type": "Parameter Store Change", "source": "aws.ssm", "id": "e1",
             "account": "123456789012", "region": "us-east-2",
             "detail": {"operation": "Update", "name": "/db"}}
            """;

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
        run.file("event.json", EVENT);
        run.file(
                "fleet.json",
                Samples.list(
                        STORE,
                        external("web", "ssm", "\"1h\"", "/db"),
                        external("worker", "ssm", "\"0s\"", "/db", "/x", "/db"),
                        external("idle", "ssm", "\"1h\"", "/x"),
                        external("lost", "gone", "\"1h\"", "/db")));
    }

    private static String external(String name, String store, String interval, String... keys) {
        StringBuilder data = new StringBuilder();
        for (String key : keys) {
            data.append(data.isEmpty() ? "" : ", ")
                    .append("{\"remoteRef\": {\"key\": \"" + key + "\"}}");
        }
        return """
        {"apiVersion": "external-secrets.io/v1", "kind": "ExternalSecret",
         "metadata": {"name": "%s", "namespace": "shop"},
         "spec": {"secretStoreRef": {"kind": "ClusterSecretStore", "name": "%s"},
           "refreshInterval": %s, "data": [%s]}}
        """
                .formatted(name, store, interval, data);
    }

    private CommandRun.Result match(String... more) {
        String[] line = new String[more.length + 6];
        String[] first = {"secrets", "match", "--event", "event.json", "--from", "fleet.json"};
        System.arraycopy(first, 0, line, 0, first.length);
        System.arraycopy(more, 0, line, first.length, more.length);
        return run.run(line);
    }

    @Test
    void showsWhoWouldBeTouchedAndWhereThatIsInVain() {
        // When
        CommandRun.Result result = match();

        // Then
        assertThat(result.out())
                .isEqualTo(
                        """
                        KIND             NAMESPACE   NAME     WHERE                      EFFECTIVE   REASON
                        ExternalSecret   shop        web      data[0].remoteRef.key      yes         a changed annotation makes it be read again
                        ExternalSecret   shop        worker   data[0].remoteRef.key +1   no          its refreshInterval is 0 and it has been read: it is never read again
                        """);
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: stores that are not there are named by 1 of the resources, whose"
                                + " keys cannot be told; the first is ExternalSecret shop/lost with"
                                + " the ClusterSecretStore gone.\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void answersWithTheDocumentedJson() throws Exception {
        // When
        CommandRun.Result result = match("-o", "json");

        // Then
        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(document.at("/event"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"id": "e1", "service": "ParameterStore",
                                         "account": "123456789012", "region": "us-east-2",
                                         "name": "/db", "operation": "Update"}
                                        """));
        assertThat(document.at("/ignored").isNull()).isTrue();
        assertThat(document.at("/matches/1"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"kind": "ExternalSecret", "namespace": "shop",
                                         "name": "worker", "where": "data[0].remoteRef.key",
                                         "effective": false,
                                         "reason": "its refreshInterval is 0 and it has been read: \
                                        it is never read again",
                                         "places": ["data[0].remoteRef.key",
                                           "data[2].remoteRef.key"],
                                         "store": "ClusterSecretStore/ssm",
                                         "remedy": "empty status.syncedResourceVersion, \
                                        then touch it"}
                                        """));
    }

    @ParameterizedTest
    @CsvSource({
        "-o yaml,                    name: web",
        "-o csv,                     data[0].remoteRef.key data[2].remoteRef.key",
        "-o wide,                    ClusterSecretStore/ssm",
        "-o name,                    externalsecret.external-secrets.io/web"
    })
    void answersInOtherForms(String options, String part) {
        // When
        CommandRun.Result result = match(options.split(" "));

        // Then
        assertThat(result.out()).contains(part);
        assertThat(result.code()).isZero();
    }

    @Test
    void failsOnWhatAScriptAsksFor() {
        // When
        CommandRun.Result result = match("--fail-on", "ineffective,unmatched");

        // Then
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void saysWhyAnEventAsksForNothing() {
        // Given
        run.file("event.json", EVENT.replace("\"name\"", "\"exception\": \"no\", \"name\""));

        // When
        CommandRun.Result result = match("--fail-on", "unmatched");

        // Then
        assertThat(result.err())
                .startsWith(
                        "plimsoll: the event asks for nothing: the parameter was not written:"
                                + " detail.exception says why.\n");
        assertThat(result.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"'', /db", "/secret/name, '{\"secret\": {\"name\": \"/db\"}}'"})
    void takesABareNameWhereAPointerSays(String pointer, String message) {
        // Given
        run.file("event.json", message);

        // When
        CommandRun.Result result =
                match("--name-at", pointer, "--service", "parameterstore", "-o", "name");

        // Then
        assertThat(result.out()).contains("externalsecret.external-secrets.io/web");
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hunter2            | event.json cannot be understood: the message is not JSON at line 1, column 1; expected an EventBridge event of Parameter Store or Secrets Manager, or an SNS notification of one.
                    {"a": "hunter2"}   | event.json cannot be understood: the message lacks the fields detail-type and source; expected an EventBridge event of Parameter Store or Secrets Manager, or an SNS notification of one.
                    """)
    void saysWhatIsWrongWithAnEventAndNotWhatIsInIt(String message, String sentence) {
        // Given
        run.file("event.json", message);

        // When
        CommandRun.Result result = match();

        // Then
        assertThat(result.err()).isEqualTo("plimsoll: " + sentence + "\n");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void saysWhichObjectsAreExpectedInAFile() {
        // Given
        run.file("fleet.json", Samples.FLEET);

        // When
        CommandRun.Result result = match();

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: fleet.json has only 5 of kind Node; expected a Plimsoll snapshot"
                            + " or what `kubectl get"
                            + " secretstores,clustersecretstores,externalsecrets,clusterexternalsecrets,pushsecrets"
                            + " -A -o json` writes.\n");
        assertThat(result.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    secrets match --event event.json --name-at x  | Invalid value for option '--name-at' (POINTER): expected nothing or a JSON pointer such as /secret/name but was 'x'. See 'plimsoll secrets match --help'.
                    secrets match --event none.json               | there is no file none.json.
                    secrets users /db --service s3                | Invalid value for option '--service': expected ParameterStore or SecretsManager but was 's3'. See 'plimsoll secrets users --help'.
                    secrets users                                 | Missing required parameter: 'KEY'. See 'plimsoll secrets users --help'.
                    """)
    void tellsWhatAnOptionMayBe(String line, String sentence) {
        // When
        CommandRun.Result result = run.run(line.strip().split(" +"));

        // Then
        assertThat(result.err()).isEqualTo("plimsoll: " + sentence + "\n");
        assertThat(result.code()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "/db,                                                true",
        "/db --service ParameterStore --region us-east-2,    true",
        "arn:aws:ssm:us-east-2:123456789012:parameter/db,    true",
        "/db --service SecretsManager,                       false",
        "/db --region eu-west-1,                             false",
        "arn:aws:ssm:eu-west-1:123456789012:parameter/db,    false",
        "/DB,                                                false"
    })
    void showsWhoUsesAKey(String words, boolean used) {
        // When
        CommandRun.Result result =
                run.run(("secrets users " + words + " --from fleet.json --no-headers").split(" +"));

        // Then
        assertThat(result.out().lines()).hasSize(used ? 2 : 0);
        assertThat(result.code()).isZero();
    }

    @Test
    void showsAUserThatIsPinnedToo() {
        // Given
        run.file("fleet.json", Samples.list(STORE, external("web", "ssm", "\"1h\"", "/db:7")));

        // When
        CommandRun.Result result =
                run.run("secrets", "users", "/db", "--from", "fleet.json", "-o", "csv");

        // Then
        assertThat(result.out()).contains("no,it is pinned to the version 7");
    }
}
