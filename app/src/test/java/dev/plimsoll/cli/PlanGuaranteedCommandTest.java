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

final class PlanGuaranteedCommandTest {

    private static final String CAPPED =
            """
            {"name":"web","resources":{"requests":{"cpu":"250m","memory":"512Mi"},"limits":{"cpu":"500m","memory":"1Gi"}}}\
            """;

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
    }

    private void fleet(String... pods) {
        run.file(
                "fleet.json",
                """
                {"apiVersion":"v1","kind":"List","items":[
                {"apiVersion":"v1","kind":"Node","metadata":{"name":"n1"},
                 "status":{"allocatable":{"cpu":"2","memory":"4Gi","pods":"58"}}},
                %s]}
                """
                        .formatted(String.join(",\n", pods)));
    }

    private static String pod(String owner, String name, String spec) {
        return """
        {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"shop","name":"%2$s",
          "labels":{"pod-template-hash":"5f7c"},
          "ownerReferences":[{"kind":"%1$s","name":"%3$s","controller":true}]},
         "spec":{"nodeName":"n1",%4$s},"status":{"phase":"Running"}}
        """
                .formatted(
                        owner,
                        name,
                        owner.equals("ReplicaSet") ? name.replaceAll("-\\d+$", "-5f7c") : name,
                        spec);
    }

    private static String containers(String... containers) {
        return "\"containers\":[" + String.join(",", containers) + "]";
    }

    private CommandRun.Result plan(String... more) {
        List<String> line = new ArrayList<>(List.of("plan", "guaranteed", "--from", "fleet.json"));
        line.addAll(List.of(more));
        return run.run(line.toArray(String[]::new));
    }

    @Test
    void saysWhatMovesWhatItTakesAndWhatStays() {
        // Given
        fleet(
                pod("ReplicaSet", "web-1", containers(CAPPED)),
                pod("ReplicaSet", "web-2", containers(CAPPED)),
                pod("StatefulSet", "db", containers("{\"name\":\"db\"}")),
                pod("Rollout", "canary", containers(CAPPED)),
                pod("Job", "once", containers(CAPPED)));

        // When
        CommandRun.Result result = plan();

        // Then
        assertThat(result.out())
                .isEqualTo(
                        """
                        NAMESPACE   KIND          NAME     PODS   MOVE   MEMORY-ADDED   CPU-ADDED   REASON
                        shop        Deployment    web      2      yes    1024Mi         500m        <none>
                        shop        Job           once     1      no     <none>         <none>      the class of a pod never changes; change what creates this Job
                        shop        Rollout       canary   1      no     <none>         <none>      where a Rollout keeps its template is not known
                        shop        StatefulSet   db       1      no     <none>         <none>      container db has no memory limit
                        """);
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: 1 of 4 workloads can be moved; requests rise from 50.0% to 75.0%"
                                + " of memory and from 50.0% to 75.0% of CPU.\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void printsTheCommandThatDoesIt() {
        // Given
        String sidecar =
                """
                ,"initContainers":[{"name":"proxy","restartPolicy":"Always","resources":{
                  "requests":{"cpu":"100u"},"limits":{"cpu":"600m","memory":"128974848000m"}}}]\
                """;
        fleet(
                pod("ReplicaSet", "web-1", containers(CAPPED) + sidecar),
                pod("Job", "nightly-29000000", containers(CAPPED)));

        // When
        CommandRun.Result result = plan("--commands");

        // Then
        assertThat(result.out())
                .isEqualTo(
                        """
                        kubectl patch cronjob/nightly -n shop --type strategic -p '{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"containers":[{"name":"web","resources":{"requests":{"cpu":"500m","memory":"1Gi"},"limits":{"cpu":"500m","memory":"1Gi"}}}]}}}}}}'
                        kubectl patch deployment/web -n shop --type strategic -p '{"spec":{"template":{"spec":{"initContainers":[{"name":"proxy","resources":{"requests":{"cpu":"600m","memory":"123Mi"},"limits":{"cpu":"600m","memory":"123Mi"}}}],"containers":[{"name":"web","resources":{"requests":{"cpu":"500m","memory":"1Gi"},"limits":{"cpu":"500m","memory":"1Gi"}}}]}}}}'
                        """);
    }

    @Test
    void namesTheNodeThatWouldBeFull() {
        // Given: two of them fit the node as they are, and one more than half of it each.
        String large = CAPPED.replace("1Gi", "2200Mi");
        fleet(
                pod("StatefulSet", "a", containers(large)),
                pod("StatefulSet", "b", containers(large)));

        // When
        CommandRun.Result result = plan("-o", "csv", "--no-headers");

        // Then
        assertThat(result.out())
                .isEqualTo(
                        "shop,StatefulSet,a,1,yes,1769996288,250,\r\n"
                                + "shop,StatefulSet,b,1,no,,,node n1 would be asked for 107.4% of"
                                + " its memory\r\n");
    }

    @Test
    void takesRequestsForLimitsOnlyWhereAsked() throws Exception {
        // Given
        fleet(
                pod(
                        "StatefulSet",
                        "db",
                        containers(
                                "{\"name\":\"db\",\"resources\":{\"requests\":{\"cpu\":\"1\",\"memory\":\"1Gi\"}}}")));

        // When
        CommandRun.Result skipped = plan("-o", "json");
        CommandRun.Result result = plan("-o", "json", "--missing-limits", "requests");

        // Then
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(skipped.out()).get("moves")).isEmpty();
        JsonNode document = json.readTree(result.out());
        JsonNode move = document.get("moves").get(0);
        assertThat(move.get("added").toString()).isEqualTo("{\"cpuMillis\":0,\"memoryBytes\":0}");
        assertThat(move.get("patch").findValue("limits").toString())
                .isEqualTo("{\"cpu\":\"1\",\"memory\":\"1Gi\"}");
        assertThat(document.get("after")).isEqualTo(document.get("before"));
    }

    @Test
    void leavesAloneWhatIsGuaranteedOrInChange() throws Exception {
        // Given
        String equal = CAPPED.replace("250m", "500m").replace("512Mi", "1Gi");
        fleet(
                pod("StatefulSet", "done", containers(equal)),
                pod("ReplicaSet", "web-1", containers(CAPPED)),
                pod("ReplicaSet", "web-2", containers(CAPPED.replace("1Gi", "2Gi"))));

        // When
        CommandRun.Result result = plan("-o", "json");

        // Then
        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(document.get("alreadyGuaranteed").asInt()).isOne();
        assertThat(document.get("moves")).isEmpty();
        assertThat(document.get("stays").findValuesAsText("reason"))
                .containsExactly(
                        "its pods declare different things; a rollout or a resize is under way");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-n nowhere | no pod of the namespace \"nowhere\" is bound to a node, so there is"
                        + " nothing to move.",
                "-n nowhere -o json | no pod of the namespace \"nowhere\" is bound to a node, so"
                        + " there is nothing to move.",
                "-n nowhere --commands | no pod of the namespace \"nowhere\" is bound to a node, so"
                        + " there is nothing to move.",
                "-n shop | 1 workload is Guaranteed already.",
                "-n lab | 0 of 1 workloads can be moved."
            })
    void saysWhyThereIsNothingToMove(String options, String sentence) throws Exception {
        // Given
        fleet(
                pod(
                        "StatefulSet",
                        "done",
                        containers(CAPPED.replace("250m", "500m").replace("512Mi", "1Gi"))),
                pod("StatefulSet", "db", containers("{\"name\":\"db\"}")).replace("shop", "lab"));

        // When
        CommandRun.Result result = plan(options.split(" "));

        // Then
        assertThat(result.err()).isEqualTo("plimsoll: " + sentence + "\n");
        assertThat(result.code()).isZero();
        if (options.endsWith("json")) {
            assertThat(new ObjectMapper().readTree(result.out()).get("moves")).isEmpty();
        }
    }

    @Test
    void saysThatNothingIsOnTheNodes() {
        // Given
        run.file("fleet.json", "{\"kind\":\"List\",\"items\":[]}");

        // When
        CommandRun.Result result = plan();

        // Then
        assertThat(result.err())
                .isEqualTo("plimsoll: no pod is bound to a node, so there is nothing to move.\n");
    }
}
