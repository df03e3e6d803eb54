package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanReshapeCommandTest {

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
        run.file("fleet.json", FoundingFleet.json());
    }

    private CommandRun.Result reshape(String... more) {
        List<String> line = new ArrayList<>(List.of("plan", "reshape", "--from", "fleet.json"));
        line.addAll(List.of(more));
        return run.run(line.toArray(String[]::new));
    }

    @Test
    void tellsTheFoundingCaseToTheCent() {
        // When
        CommandRun.Result result =
                reshape(
                        "--types",
                        "m5.xlarge",
                        "--cpu-overcommit",
                        "2.0",
                        "--hours-per-month",
                        "720");

        // Then
        assertThat(result.out())
                .isEqualTo(
                        """
                        PART           INSTANCE-TYPE   NODES    USD-PER-HOUR   USD-PER-MONTH   NOTE
                        before         c5.xlarge       25       0.192          3456.00         <none>
                        after          m5.xlarge       6        0.236          1019.52         <none>
                        total before   <none>          25       <none>         3456.00         <none>
                        total after    <none>          6        <none>         1019.52         <none>
                        saving         <none>          19       <none>         2436.48         <none>
                        lower bound    <none>          <none>   <none>         1019.52         gap 0.00 %
                        """);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void findsThreeLargerNodesWhereCpuLimitsHaveNoBound() throws Exception {
        // When
        CommandRun.Result result =
                reshape("--types", "m5.xlarge,r5.xlarge", "--hours-per-month", "720", "-o", "json");

        // Then
        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(document.get("after").toString())
                .isEqualTo(
                        "{\"nodes\":[{\"instanceType\":\"r5.xlarge\",\"count\":3,\"hourlyUsd\":0.304}],"
                            + "\"monthlyUsd\":656.64}");
        assertThat(document.get("before").get("monthlyUsd").asText()).isEqualTo("3456.0");
        assertThat(document.get("savingsUsd").asText()).isEqualTo("2799.36");
        assertThat(document.get("region").asText()).isEqualTo("ap-northeast-2");
        assertThat(document.get("pricesAsOf").asText()).isEqualTo("2026");
        assertThat(document.get("placements")).hasSize(3);
        assertThat(document.has("cpuOvercommit")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--region mars-1 | there are no prices for the region \"mars-1\"; there are for",
                "--types q9.huge | no instance type with a price in ap-northeast-2 matches"
                        + " \"q9.huge\"",
                "--types r6g.xlarge | matches \"r6g.xlarge\" and runs amd64.",
                "--types x9.mega --prices own.csv | what a node of the instance type \"x9.mega\""
                        + " offers is not known; a file with --prices can say it in",
                "--prices none.csv | there is no price file",
                "--prices . | is a folder.",
                "-l nope=x | there is no node that was asked for, so there is nothing to reshape.",
                "--prices bad.csv | bad.csv, line 2: usd_per_hour is \"cheap\"; an amount such as"
            })
    void saysInASentenceWhatIsNotKnown(String options, String sentence) {
        // Given
        run.file("bad.csv", "instance_type,usd_per_hour\nm5.xlarge,cheap\n");
        run.file("own.csv", "instance_type,usd_per_hour\nx9.mega,0.1\n");

        // When
        CommandRun.Result result = reshape(options.split(" "));

        // Then
        assertThat(result.err()).startsWith("plimsoll: ").contains(sentence).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "--cpu-overcommit, 0.5, 1 or more",
        "--min-zones, -1, 0 or more",
        "--cpu-overcommit, twice, a number such as 2.0",
        "--cpu-overcommit, 1001, at most 1000",
        "--hours-per-month, 0, more than 0",
        "--hours-per-month, 9999, at most 8784",
        "--hours-per-month, month, a number such as 2.0",
        "--min-nodes, few, a whole number",
        "--arch, sparc, 'amd64, arm64 or any'"
    })
    void refusesOptionsThatMakeNoSense(String option, String value, String expected) {
        // When
        CommandRun.Result result = reshape(option, value);

        // Then
        assertThat(result.err())
                .contains(
                        "Invalid value for option '%s': expected %s but was '%s'"
                                .formatted(option, expected, value));
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void reshapesTheSelectedNodesOnly() throws Exception {
        // When
        CommandRun.Result result =
                reshape("-l", "topology.kubernetes.io/zone=ap-northeast-2a", "-o", "json");

        // Then
        JsonNode before = new ObjectMapper().readTree(result.out()).get("before");
        assertThat(before.get("nodes").get(0).get("count").asInt()).isEqualTo(9);
    }
}
