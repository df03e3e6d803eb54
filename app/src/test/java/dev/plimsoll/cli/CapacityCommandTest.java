package dev.plimsoll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CapacityCommandTest {

    private static final String SMALL =
            """
            {"apiVersion":"v1","kind":"List","items":[
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"n1","labels":{
              "node.kubernetes.io/instance-type":"m5.xlarge","topology.kubernetes.io/region":"ap-northeast-2"}},
              "spec":{"unschedulable":true},
              "status":{"capacity":{"cpu":"4","memory":"16Gi","pods":"58"},
                "allocatable":{"cpu":"3920m","memory":"8Gi","pods":"58"},
                "conditions":[{"type":"Ready","status":"True"}]}},
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"db-0","namespace":"data",
              "ownerReferences":[{"kind":"StatefulSet","name":"db","controller":true}]},
              "spec":{"nodeName":"n1","containers":[
                {"name":"db","resources":{"limits":{"memory":"2Gi","cpu":"1"},"requests":{"memory":"2Gi","cpu":"1"}}}],
                "initContainers":[{"name":"proxy","restartPolicy":"Always",
                  "resources":{"requests":{"cpu":"100u","memory":"0.5Gi"}}}]},
              "status":{"phase":"Running","qosClass":"Burstable"}},
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"report-29000000-x","namespace":"data",
              "ownerReferences":[{"kind":"Job","name":"report-29000000","controller":true}]},
              "spec":{"nodeName":"n1","containers":[{"name":"r"}]},"status":{"phase":"Succeeded"}},
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"lost","namespace":"shop"},
              "spec":{"nodeName":"n9","containers":[{"name":"l"}]},"status":{"phase":"Running"}}
            ]}
            """;

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
        run.file("fleet.json", SMALL);
    }

    private CommandRun.Result capacity(String... more) {
        List<String> line = new ArrayList<>(List.of("capacity", "--from", "fleet.json"));
        line.addAll(List.of(more));
        return run.run(line.toArray(String[]::new));
    }

    @Test
    void countsContainersWithoutALimitApart() {
        // When
        CommandRun.Result result = capacity();

        // Then
        assertThat(result.out())
                .isEqualTo(
                        """
                        NODE   INSTANCE-TYPE   PODS   MEMORY-REQUESTS   MEMORY-LIMITS   CPU-REQUESTS   CPU-LIMITS    NO-MEMORY-LIMIT   NO-CPU-LIMIT
                        n1     m5.xlarge       1      2560Mi (31%)      2048Mi (25%)    1001m (26%)    1000m (26%)   1                 1
                        """);
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: 1 pod is bound to nodes that the fleet does not have,"
                                + " shop/lost first; no node carries them here.\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void answersWithTheDocumentedJson() throws Exception {
        // When
        CommandRun.Result result = capacity("-o", "json", "--pods");

        // Then
        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(document.get("nodes").get(0))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"name": "n1", "instanceType": "m5.xlarge", "zone": "", "nodePool": "",
                                         "capacityType": "", "ready": true, "schedulable": false, "hourlyUsd": 0.236,
                                         "allocatable": {"cpuMillis": 3920, "memoryBytes": 8589934592, "pods": 58},
                                         "pods": 1,
                                         "requests": {"cpuMillis": 1001, "memoryBytes": 2684354560},
                                         "limits": {"cpuMillis": 1000, "memoryBytes": 2147483648},
                                         "daemonSets": {"requests": {"cpuMillis": 0, "memoryBytes": 0},
                                                        "limits": {"cpuMillis": 0, "memoryBytes": 0}},
                                         "unbounded": {"cpuContainers": 1, "memoryContainers": 1},
                                         "share": {"cpuRequests": 0.2554, "memoryRequests": 0.3125,
                                                   "cpuLimits": 0.2551, "memoryLimits": 0.25},
                                         "qos": {"Guaranteed": 0, "Burstable": 1, "BestEffort": 0}}
                                        """));
        assertThat(document.get("workloads").findValuesAsText("name"))
                .containsExactly("db", "lost");
        assertThat(document.get("total").get("pods").asInt()).isEqualTo(2);
        assertThat(document.get("podDetails").findValuesAsText("name"))
                .containsExactly("db-0", "lost");
        assertThat(document.get("containerRoles").findValuesAsText("name"))
                .containsExactly("app", "sidecar");
    }

    @Test
    void leavesStandardInputOpen() {
        // Given
        boolean[] closed = {false};
        run.with(
                new ByteArrayInputStream(SMALL.getBytes(UTF_8)) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                });

        // When
        CommandRun.Result result = run.run("capacity", "--from", "-", "-o", "name");

        // Then
        assertThat(result.out()).isEqualTo("node/n1\n");
        assertThat(closed).containsExactly(false);
    }

    @Test
    void seesTheFoundingFleetAtItsShare() throws Exception {
        // Given
        run.file("fleet.json", FoundingFleet.json());

        // When
        CommandRun.Result result = capacity("-o", "json");

        // Then
        JsonNode total = new ObjectMapper().readTree(result.out()).get("total");
        assertThat(total.get("nodes").asInt()).isEqualTo(FoundingFleet.NODES);
        assertThat(total.get("share").get("memoryLimits").asDouble()).isEqualTo(0.46);
        assertThat(total.get("share").get("cpuLimits").asDouble()).isEqualTo(0.46);
    }

    @Test
    void followsPodsToTheirDeployment() {
        // Given
        run.file("fleet.json", FoundingFleet.json());

        // When
        CommandRun.Result result = capacity("--by", "workload", "-o", "name");

        // Then
        assertThat(result.out()).isEqualTo("daemonset/agent\ndeployment/web\n");
    }

    @Test
    void namesTheQuantityThatIsNone() {
        // Given
        run.file("fleet.json", SMALL.replace("0.5Gi", "12Q"));

        // When
        CommandRun.Result result = capacity();

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: fleet.json cannot be read: pod data/db-0, container proxy:"
                            + " resources.requests.memory: \"12Q\" is no quantity; a number with an"
                            + " optional suffix was expected, such as 100m, 1.5Gi or 1e9.\n");
        assertThat(result.code()).isOne();
    }

    @Test
    void looksAtSelectedNodesAndTheirPodsOnly() throws Exception {
        // Given
        run.file("fleet.json", FoundingFleet.json());

        // When
        CommandRun.Result result =
                capacity("-l", "topology.kubernetes.io/zone in (ap-northeast-2b)", "-o", "json");

        // Then
        JsonNode document = new ObjectMapper().readTree(result.out());
        assertThat(document.get("nodes"))
                .hasSize(8)
                .allMatch(node -> node.get("zone").asText().endsWith("b"));
        assertThat(document.get("total").get("pods").asInt())
                .isEqualTo(
                        document.get("nodes").findValues("pods").stream()
                                .filter(JsonNode::isInt)
                                .filter(pods -> pods.asInt() < 58)
                                .mapToInt(JsonNode::asInt)
                                .sum())
                .isLessThan(80);
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-l disk=ssd | there is no node that was asked for.",
                "-n nowhere | no pod of the namespace \"nowhere\" is bound to these nodes."
            })
    void saysWhatMayBeAMistake(String options, String sentence) {
        // When
        CommandRun.Result result = capacity(options.split(" "));

        // Then
        assertThat(result.err()).isEqualTo("plimsoll: " + sentence + "\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void addsTheWholeFleetUp() {
        // When
        CommandRun.Result result = capacity("--by", "fleet", "-o", "csv");

        // Then
        assertThat(result.out())
                .isEqualTo(
                        """
                        fleet,nodes,pods,memory-requests,memory-limits,cpu-requests,cpu-limits,no-memory-limit,no-cpu-limit,\
                        memory-allocatable,cpu-allocatable,guaranteed,burstable,best-effort
                        all,1,2,2684354560,2147483648,1001,1000,2,2,8589934592,3920,0,1,1
                        """
                                .replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"-n data, 1", "-n data -A, 2", "--all-namespaces, 2"})
    void countsOneNamespaceOrAll(String options, int pods) throws Exception {
        // When
        CommandRun.Result result = capacity((options + " -o json").split(" "));

        // Then
        JsonNode total = new ObjectMapper().readTree(result.out()).get("total");
        assertThat(total.get("pods").asInt()).isEqualTo(pods);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-l a=b=c | Invalid value for option '--selector': expected a selector such as"
                        + " zone=a,tier!=web,size in (l,xl),!spot but 'a=b=c' is none.",
                "--max-share 46 | Invalid value for option '--max-share': expected a share above"
                        + " 0 and up to 1000%, such as 46% or 0.46 but was '46'.",
                "--max-share 0% | expected a share above 0 and up to 1000%, such as 46% or 0.46"
                        + " but was '0%'.",
                "--watch | Invalid use of '--watch': a file does not change; it needs a cluster.",
                "--by color | expected one of node, workload, namespace, nodepool, zone,"
                        + " fleet, container-role",
                "-o pdf | expected one of table, wide, json, yaml, csv, name, html",
                "--sort-by size | Invalid value for option '--sort-by': expected one of node,"
                        + " instance-type",
            })
    void saysWhichOptionIsWrong(String options, String sentence) {
        // When
        CommandRun.Result result = capacity(options.split(" "));

        // Then
        assertThat(result.err()).startsWith("plimsoll: ").contains(sentence).hasLineCount(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }
}
