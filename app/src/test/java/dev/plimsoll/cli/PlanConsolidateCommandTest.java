package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanConsolidateCommandTest {

    /** Two nodes; what is on the second fits on the first. */
    private static final String MOVING =
            Samples.list(
                    node("a1"),
                    node("b2"),
                    pod("big", "a1", "2000m"),
                    pod("large", "b2", "500m"),
                    pod("small", "b2", "100m"));

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
        run.file("founding.json", FoundingFleet.json());
    }

    private static String node(String name) {
        return """
        {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "%1$s", "labels": {"name": "%1$s"}},
         "status": {"allocatable": {"cpu": "4", "memory": "8Gi", "pods": "10"},
          "conditions": [{"type": "Ready", "status": "True"}]}}
        """
                .formatted(name);
    }

    private static String pod(String name, String node, String cpu) {
        return """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "%1$s", "namespace": "shop", "ownerReferences": [
          {"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "%1$s", "uid": "1", "controller": true}]},
         "spec": {"nodeName": "%2$s", "containers": [
          {"name": "app", "image": "app", "resources": {"requests": {"cpu": "%3$s"}}}]},
         "status": {"phase": "Running"}}
        """
                .formatted(name, node, cpu);
    }

    private CommandRun.Result consolidate(String file, String... more) {
        List<String> line = new ArrayList<>(List.of("plan", "consolidate", "--from", file));
        line.addAll(List.of(more));
        return run.run(line.toArray(String[]::new));
    }

    @Test
    void carriesTheFoundingFleetOnTheFewestOfItsOwnNodes() throws Exception {
        // When
        CommandRun.Result result =
                consolidate(
                        "founding.json",
                        "--max-share",
                        "46%",
                        "--hours-per-month",
                        "720",
                        "-o",
                        "json");

        // Then
        assertThat(result.err()).isEmpty();
        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(document.get("before").toString())
                .isEqualTo("{\"nodes\":25,\"monthlyUsd\":3456.0}");
        assertThat(document.get("after").toString())
                .isEqualTo("{\"nodes\":12,\"monthlyUsd\":1658.88}");
        assertThat(document.get("savingsUsd").toString()).isEqualTo("1797.12");
        assertThat(document.get("gapPercent").asInt()).isZero();
        assertThat(document.get("remove")).hasSize(13);
        assertThat(document.get("remove").get(0).get("moves").get(0).fieldNames())
                .toIterable()
                .containsExactly("pod", "to");
        assertThat(document.get("keep"))
                .extracting(node -> node.get("reason").asText())
                .allMatch(reason -> !reason.isBlank());
    }

    @Test
    void saysOfEachNodeWhetherItGoesOrWhyItStays() {
        // Given
        run.file("fleet.json", Samples.FLEET);

        // When
        CommandRun.Result result = consolidate("fleet.json");

        // Then
        assertThat(result.out())
                .isEqualTo(
                        """
                        PART           NODE      SHARE    MOVES    USD-PER-MONTH   NOTE
                        remove         a1        <none>   0        <none>          <none>
                        remove         b2        <none>   0        <none>          <none>
                        remove         c3        <none>   0        <none>          <none>
                        keep           d4        <none>   <none>   <none>          it is not ready
                        keep           e5        <none>   <none>   <none>          at least one node that takes pods has to stay
                        total before   5 nodes   <none>   <none>   0.00            <none>
                        total after    2 nodes   <none>   <none>   0.00            <none>
                        saving         3 nodes   <none>   0        0.00            every pod found a node in 1000 rehearsals
                        lower bound    <none>    <none>   <none>   0.00            gap 0 %
                        """);
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: no pod is bound to these nodes, so there is nothing to carry.\n"
                                + "plimsoll: 5 nodes have no known price (spot instances, or types"
                                + " and regions that the price table lacks); counted is 0.\n");
    }

    @Test
    void namesTheNodesThatCanGo() {
        // Given
        run.file("fleet.json", Samples.FLEET);

        // When
        CommandRun.Result result = consolidate("fleet.json", "--min-nodes", "2", "-o", "name");

        // Then
        assertThat(result.out()).isEqualTo("node/a1\nnode/b2\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void hasNothingToDoWithoutNodes() {
        // Given
        run.file("empty.json", "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[]}");

        // When
        CommandRun.Result result = consolidate("empty.json");

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: the fleet has no nodes, so there is nothing to consolidate.\n");
        assertThat(result.code()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "--max-share, 0%, 'a share above 0 and up to 1000%, such as 46% or 0.46'",
        "--max-share, half, 'a share above 0 and up to 1000%, such as 46% or 0.46'",
        "--cpu-overcommit, 0.5, 1 or more",
        "--min-nodes, -1, 0 or more",
        "--min-zones, -1, 0 or more",
        "--hours-per-month, 0, more than 0"
    })
    void refusesOptionsThatMakeNoSense(String option, String value, String expected) {
        // When
        CommandRun.Result result = consolidate("founding.json", option, value);

        // Then
        assertThat(result.err())
                .contains("Invalid value for option '%s'".formatted(option))
                .contains(
                        "expected %s but was '%s'"
                                .formatted(expected, value)
                                .replace(", but", ", but"));
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void hasTheOrderOfTheEvictionsOnlyWhereItCounts() throws IOException {
        // Given
        run.file("fleet.json", MOVING);

        // When
        CommandRun.Result ordered =
                consolidate("fleet.json", "-l", "name=b2", "--largest-first", "-o", "json");

        // Then
        JsonNode plan = new ObjectMapper().readTree(ordered.out());
        assertThat(plan.path("remove").findValuesAsText("node")).containsExactly("b2");
        assertThat(plan.path("evictions").valueStream().map(JsonNode::asText))
                .containsExactly("shop/large", "shop/small");
        assertThat(consolidate("fleet.json", "-l", "name=b2", "-o", "json").out())
                .doesNotContain("evictions");
        assertThat(consolidate("fleet.json", "-l", "name=b2", "--largest-first").out())
                .contains("rehearsals, evicted one by one in the order that -o json has");
    }
}
