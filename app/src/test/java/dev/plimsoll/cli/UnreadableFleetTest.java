package dev.plimsoll.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command on capacity tells in one sentence what is wrong with a fleet, and where. */
final class UnreadableFleetTest {

    private static final List<String> COMMANDS =
            List.of(
                    "capacity",
                    "capacity -o html",
                    "plan reshape",
                    "plan consolidate",
                    "plan guaranteed");

    private static final String EXPECTED =
            "expected a Plimsoll snapshot or what `kubectl get nodes,pods -A -o json` writes.";

    private static final String NODE =
            """
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"n1"},"status":{"allocatable":{"cpu":"4","memory":"%s"}}}\
            """;

    private static final String POD =
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"shop","name":"p"},"spec":{"nodeName":"n1",
            "overhead":{"cpu":"%s"},"containers":[{"name":"c","resources":{"limits":{"memory":"%s"}}}]}}\
            """;

    private static final String POLICY =
            """
            {"apiVersion":"nlp.lento.dev/v1alpha1","kind":"NodeLabelPolicy","metadata":{"name":"p"},
            "spec":{"strategy":{"type":"oldest","count":1},"labels":{"a":"b"}}}\
            """;

    static Stream<Arguments> fleets() throws IOException {
        byte[] zipped = gzip(FoundingFleet.json());
        byte[] damaged = zipped.clone();
        Arrays.fill(damaged, zipped.length / 2, zipped.length / 2 + 40, (byte) 0x5a);
        return Stream.of(
                        fleet("", "fleet is empty; " + EXPECTED),
                        fleet("{}", "fleet has only 1 of no kind; " + EXPECTED),
                        fleet("hello", "fleet is not JSON; " + EXPECTED),
                        fleet("---\nkind: Node\n", "fleet is not JSON; " + EXPECTED),
                        fleet("[]", "fleet cannot be understood at line 1, column "),
                        fleet(
                                NODE.formatted("8Gi") + "hello",
                                "fleet cannot be understood at line 1, column "),
                        fleet(
                                NODE.formatted("8Gi").replace("\"name\":\"n1\"", ""),
                                "fleet cannot be read: one node has no name."),
                        fleet(
                                NODE.formatted("8Gi") + NODE.formatted("8Gi"),
                                "fleet cannot be read: it has the node n1 twice; it must be of one"
                                        + " cluster at one time."),
                        fleet(
                                NODE.formatted("8Gi")
                                        + POD.formatted("1", "1Gi")
                                        + POD.formatted("2", "1Gi").replace("n1", "n2"),
                                "fleet cannot be read: it has the pod shop/p twice; it must be of"
                                        + " one cluster at one time."),
                        fleet(
                                "{\"items\":[" + NODE.formatted("8Gi"),
                                "fleet is cut off at line 1, column "),
                        fleet(
                                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\"}",
                                "fleet has only 1 of kind Secret; " + EXPECTED),
                        Arguments.of(
                                Arrays.copyOf(zipped, zipped.length / 2),
                                "fleet is cut off: its gzip stream has no end."),
                        Arguments.of(damaged, "fleet is damaged: gzip says \""),
                        Arguments.of(
                                new byte[] {0x1f, (byte) 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9},
                                "fleet is damaged: gzip says \""),
                        fleet(
                                NODE.formatted("8GB"),
                                "fleet cannot be read: node n1, status.allocatable.memory: \"8GB\""
                                        + " is no quantity; a number with an optional suffix was"
                                        + " expected,"),
                        fleet(
                                NODE.formatted("8Gi") + POD.formatted("1", "-1Gi"),
                                "fleet cannot be read: pod shop/p, container c:"
                                    + " resources.limits.memory: the quantity \"-1Gi\" is negative;"
                                    + " 0 or more was expected."),
                        fleet(
                                NODE.formatted("8Gi") + POD.formatted("1core", "1Gi"),
                                "fleet cannot be read: pod shop/p, spec.overhead.cpu: \"1core\" is"
                                        + " no quantity;"))
                .flatMap(given ->
                        COMMANDS.stream()
                                .map(command ->
                                        Arguments.of(command, given.get()[0], given.get()[1])));
    }

    private static Arguments fleet(String text, String sentence) {
        return Arguments.of(text.getBytes(UTF_8), sentence);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            zipped.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("fleets")
    void isToldInOneSentence(String command, byte[] fleet, String sentence, @TempDir Path folder) {
        // Given
        CommandRun run = new CommandRun(folder);
        run.file("fleet", fleet);
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.addAll(List.of("--from", "fleet"));

        // When
        CommandRun.Result result = run.run(line.toArray(String[]::new));

        // Then
        assertThat(result.err())
                .startsWith("plimsoll: " + sentence)
                .hasLineCount(1)
                .endsWith(".\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isOne();
    }

    static Stream<Arguments> repeated() {
        String node = NODE.formatted("8Gi");
        String pod = POD.formatted("1", "1Gi");
        String budget =
                """
                {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"namespace":"shop","name":"b"}}\
                """;
        return Stream.of(
                Arguments.of("drain n1 --plan", node + node, "node n1"),
                Arguments.of("drain n1 --plan", node + pod + pod, "pod shop/p"),
                Arguments.of(
                        "drain n1 --plan",
                        node + pod.replace("\"n1\"", "\"n2\"").repeat(2),
                        "pod shop/p"),
                Arguments.of(
                        "drain n1 --plan", node + budget + budget, "poddisruptionbudget shop/b"),
                Arguments.of(
                        "plan consolidate", node + budget + budget, "poddisruptionbudget shop/b"),
                Arguments.of("labels preview -f policy", node + node + POLICY, "node n1"),
                Arguments.of(
                        "labels preview -f policy", node + POLICY + POLICY, "nodelabelpolicy p"),
                Arguments.of("snapshot fleet.json", pod + node + pod, "pod shop/p"));
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void withAnObjectTwiceIsRefusedByAll(
            String command, String fleet, String object, @TempDir Path folder) {
        // Given
        CommandRun run = new CommandRun(folder);
        run.file("fleet", fleet);
        run.file("policy", POLICY);
        List<String> line = new ArrayList<>(List.of(command.split(" ")));
        line.addAll(List.of("--from", "fleet"));

        // When
        CommandRun.Result result = run.run(line.toArray(String[]::new));

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: fleet cannot be read: it has the %s twice; it must be of one"
                                + " cluster at one time.%n",
                        object);
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isOne();
        assertThat(folder.resolve("fleet.json")).doesNotExist();
    }

    @Test
    void podsOnUnknownNodesAreToldAndCountedButForNodes(@TempDir Path folder) {
        // Given
        CommandRun run = new CommandRun(folder);
        run.file("fleet", NODE.formatted("8Gi").replace("n1", "n2") + POD.formatted("1", "1Gi"));

        // When
        CommandRun.Result result =
                run.run("capacity", "--from", "fleet", "--by", "namespace", "-o", "csv");

        // Then
        assertThat(result.out()).contains("shop,1,");
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: 1 pod is bound to nodes that the fleet does not have,"
                                + " shop/p first; no node carries them here.\n");
        assertThat(result.code()).isZero();
    }
}
