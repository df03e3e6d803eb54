package dev.plimsoll.kubernetes.pods;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.kubernetes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares our arithmetic with {@code k8s.io/component-helpers} and the API server's QoS code. */
class PodResourcesOracleIT {

    private static final int PODS = 10_000;

    @Test
    void tenThousandRandomPodsWeighWhatTheSchedulerSays() throws Exception {
        // Given
        long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("PodResourcesOracleIT: -Dplimsoll.seed=" + seed);
        RandomPods random = new RandomPods(seed);
        List<String> pods = Stream.generate(random::next).limit(PODS).toList();
        List<String> judged = Oracle.answers(pods);

        // When
        List<String> ours = pods.stream().map(PodResourcesOracleIT::answer).toList();

        // Then
        assertThat(judged).hasSize(PODS);
        assertThat(judged).anyMatch(line -> line.contains("Guaranteed"));
        assertThat(judged).anyMatch(line -> line.contains("BestEffort"));
        assertThat(
                        IntStream.range(0, PODS)
                                .filter(pod -> !ours.get(pod).equals(judged.get(pod)))
                                .mapToObj(pod ->
                                        "%s%n  we say    %s%n  they say  %s"
                                                .formatted(
                                                        pods.get(pod),
                                                        ours.get(pod),
                                                        judged.get(pod))))
                .as("pods of seed %d on which we differ", seed)
                .isEmpty();
    }

    private static String answer(String json) {
        try {
            Pod pod = Json.read(json, new PodReader());
            return ("{\"requests\":{\"cpuMillis\":%d,\"memoryBytes\":%d},\"limits\":{\"cpuMillis\":%d,"
                        + "\"memoryBytes\":%d},\"qosClass\":\"%s\"}")
                    .formatted(
                            pod.requests().cpuMillis(),
                            pod.requests().memoryBytes(),
                            pod.limits().cpuMillis(),
                            pod.limits().memoryBytes(),
                            pod.qosClass());
        } catch (IOException e) {
            return "{\"error\": " + e.getMessage() + "}";
        }
    }

    /** The Go program of {@code testbed/oracle}. */
    private static final class Oracle {

        static List<String> answers(List<String> pods) throws Exception {
            Path questions = Files.createTempFile("pods", ".jsonl");
            Path answers = Files.createTempFile("answers", ".jsonl");
            try {
                Files.write(questions, pods);
                Process oracle =
                        new ProcessBuilder(program())
                                .redirectInput(questions.toFile())
                                .redirectOutput(answers.toFile())
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start();
                assertThat(oracle.waitFor()).isZero();
                return Files.readAllLines(answers);
            } finally {
                Files.delete(questions);
                Files.delete(answers);
            }
        }

        private static String program() throws Exception {
            Process build =
                    new ProcessBuilder(script().toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String path = new String(build.getInputStream().readAllBytes(), UTF_8).strip();
            assertThat(build.waitFor()).isZero();
            return path;
        }

        private static Path script() {
            return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                    .map(at -> at.resolve("testbed/oracle/build"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
