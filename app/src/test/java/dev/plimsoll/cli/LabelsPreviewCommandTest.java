package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelsPreviewCommandTest {

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
        run.file("policy.yaml", Samples.POLICY);
        run.file("fleet.json", Samples.FLEET);
    }

    private CommandRun.Result preview(String... more) {
        String[] line = new String[more.length + 6];
        String[] first = {"labels", "preview", "-f", "policy.yaml", "--from", "fleet.json"};
        System.arraycopy(first, 0, line, 0, first.length);
        System.arraycopy(more, 0, line, first.length, more.length);
        return run.run(line);
    }

    @Test
    void showsWhoKeepsGainsLosesAndWhoCannot() {
        // When
        CommandRun.Result result = preview();

        // Then
        assertThat(result.out())
                .isEqualTo(
                        """
                        POLICY       NODE   AGE   ZONE      STATUS         REASON
                        monitoring   b2     30d   zone-b2   keeps          <none>
                        monitoring   c3     29d   zone-c3   add            it is among the chosen
                        monitoring   a1     31d   zone-a1   remove         it is cordoned
                        monitoring   d4     28d   zone-d4   not eligible   is NotReady for longer than the grace
                        """);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void answersWithTheDocumentedJson() throws Exception {
        // When
        CommandRun.Result result = preview("-o", "json");

        // Then
        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(document)
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"policies": [{
                                          "name": "monitoring", "desired": 2,
                                          "selected": ["b2", "c3"],
                                          "add": ["c3"], "remove": ["a1"], "refresh": [],
                                          "eligible": 3,
                                          "ineligible": [
                                            {"node": "a1", "reason": "is cordoned"},
                                            {"node": "d4", "reason": "is NotReady for longer than the grace"}],
                                          "conditions": [
                                            {"type": "Accepted", "status": "True", "reason": "Valid",
                                             "message": "The spec can be followed."},
                                            {"type": "Conflict", "status": "False", "reason": "NoConflict",
                                             "message": "No older policy has any of its labels."},
                                            {"type": "Satisfied", "status": "True", "reason": "Held",
                                             "message": "2 nodes carry the labels."}]}]}
                                        """));
        assertThat(new YAMLMapper().readTree(preview("-o", "yaml").out())).isEqualTo(document);
    }

    @Test
    void listsEveryNodeForProgramsWithExactTimes() {
        // When
        CommandRun.Result result = preview("-o", "csv", "--sort-by", "age", "--no-headers");

        // Then
        assertThat(result.out())
                .startsWith(
                        "monitoring,a1,2026-01-01T00:00:00Z,zone-a1,,,remove,it is cordoned\r\n")
                .endsWith(
                        "monitoring,e5,2026-01-05T00:00:00Z,zone-e5,,,not chosen,other nodes come"
                                + " first\r\n")
                .hasLineCount(5);
    }

    @Test
    void namesTheNodesThatWouldCarryTheLabels() {
        // When
        CommandRun.Result result = preview("-o", "name");

        // Then
        assertThat(result.out()).isEqualTo("node/b2\nnode/c3\n");
    }

    @Test
    void decidesAsAtTheGivenTime() {
        // When: the fourth node is within its grace, and so among the oldest three.
        run.file("policy.yaml", Samples.POLICY.replace("count: 2", "count: 3"));
        CommandRun.Result result = preview("-o", "name", "--now", "2026-01-10T00:01:00Z");

        // Then
        assertThat(result.out()).isEqualTo("node/b2\nnode/c3\nnode/d4\n");
    }

    @Test
    void readsThePolicyFromStandardInput() {
        // Given
        run.withInput(Samples.POLICY);

        // When
        CommandRun.Result result =
                run.run("labels", "preview", "-f", "-", "--from", "fleet.json", "-o", "name");

        // Then
        assertThat(result.out()).isEqualTo("node/b2\nnode/c3\n");
    }

    @Test
    void saysWhenThereAreTooFewNodes() {
        // Given
        run.file("policy.yaml", Samples.POLICY.replace("count: 2", "count: 4"));

        // When
        CommandRun.Result result = preview("--fail-on", "unsatisfied");

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: policy monitoring: 4 nodes are wanted and 3 are eligible; not"
                                + " eligible: 1 (is cordoned), 1 (is NotReady for longer than the"
                                + " grace).\n");
        assertThat(result.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"2, changes, 3", "2, unsatisfied, 0", "4, 'changes,unsatisfied', 3"})
    void failsOnWhatItIsToldTo(int count, String conditions, int code) {
        // Given
        run.file("policy.yaml", Samples.POLICY.replace("count: 2", "count: " + count));

        // When
        CommandRun.Result result = preview("--fail-on", conditions);

        // Then
        assertThat(result.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    count: 2}       | count: 2, seed: 7}                   | policy monitoring: spec.strategy.seed is not a field; expected one of type, count
                    agent: datadog} | agent: datadog}\\n  minimumDwel: 5m  | policy monitoring: spec.minimumDwel is not a field; expected one of strategy, labels, nodeSelector, spreadBy, notReadyGrace, minimumDwell
                    agent: datadog} | agent: datadog}\\n  nodeSelector: {pool: a} | policy monitoring: spec.nodeSelector.pool is not a field; expected one of matchLabels, matchExpressions
                    agent: datadog} | agent: datadog}\\nnodeSelector: {} | policy monitoring: nodeSelector is not a field; expected one of apiVersion, kind, metadata, spec, status
                    agent: datadog} | agent: datadog}\\n  nodeSelector: {matchExpressions: [{key: a, operator: Exists, value: b}]} | policy monitoring: spec.nodeSelector.matchExpressions[0].value is not a field; expected one of key, operator, values
                    agent: datadog} | agent: datadog, agent: other}        | says too much at line 6, column 33: Duplicate field 'agent'
                    """)
    void refusesWhatThePolicyCannotSay(String place, String edited, String sentence) {
        // Given
        run.file("policy.yaml", Samples.POLICY.replace(place, edited.replace("\\n", "\n")));

        // When
        CommandRun.Result result = preview();

        // Then
        assertThat(result.err())
                .startsWith("plimsoll: policy.yaml")
                .endsWith(sentence + ".\n")
                .hasLineCount(1);
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void letsAnOlderPolicyOfTheFleetKeepItsKeys() {
        // Given
        String owner =
                """
                {"apiVersion": "nlp.lento.dev/v1alpha1", "kind": "NodeLabelPolicy",
                 "metadata": {"name": "elder", "uid": "1", "creationTimestamp": "2026-01-01T00:00:00Z"},
                 "spec": {"strategy": {"type": "newest", "count": 1}, "labels": {"agent": "other"}}}
                """;
        run.file("fleet.json", Samples.FLEET + owner);

        // When
        CommandRun.Result result = preview();

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: policy monitoring: The older policy elder owns agent; this one"
                                + " writes nothing.\n");
    }

    @Test
    void takesAPolicyOfTheFleetForAnEditedOne() {
        // Given: of the fleet's two policies with one key, the older one is edited to another key.
        String policy =
                """
                {"apiVersion": "nlp.lento.dev/v1alpha1", "kind": "NodeLabelPolicy",
                 "metadata": {"name": "%s", "uid": "1", "creationTimestamp": "2026-01-0%dT00:00:00Z"},
                 "spec": {"strategy": {"type": "newest", "count": 1}, "labels": {"%s": "x"}}}
                """;
        run.file(
                "fleet.json",
                Samples.FLEET
                        + policy.formatted("monitoring", 1, "agent")
                        + policy.formatted("younger", 2, "agent"));
        run.file("policy.yaml", Samples.POLICY);

        // When
        CommandRun.Result result = preview("-o", "name");

        // Then
        assertThat(result.out()).isEqualTo("node/b2\nnode/c3\n");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --now yesterday | Invalid value for option '--now': expected a time such as 2026-01-31T12:00:00Z but was 'yesterday'. See 'plimsoll labels preview --help'.
                    --sort-by size  | Invalid value for option '--sort-by': expected one of policy, node, age, zone, nodepool, instance-type, status, reason but was 'size'. See 'plimsoll labels preview --help'.
                    --fail-on rain  | Invalid value for option '--fail-on' (CONDITION): expected one of unsatisfied, changes but was 'rain'. See 'plimsoll labels preview --help'.
                    """)
    void tellsWhatAnOptionMayBe(String options, String sentence) {
        // When
        CommandRun.Result result = preview(options.strip().split(" +"));

        // Then
        assertThat(result.err()).isEqualTo("plimsoll: " + sentence + "\n");
        assertThat(result.code()).isEqualTo(2);
    }
}
