package dev.plimsoll.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads the cases in {@code cases/secrets}: an event, what a cluster has (as kubectl prints it),
 * and what {@code secrets match -o json} must answer. Those who must not match are in the fleet and
 * not in the answer; fields that a case does not name may be anything.
 */
final class SecretCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases/secrets");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheCaseSays(String name) throws IOException {
        // Given
        Path folder = CASES.resolve(name);
        JsonNode expected = JSON.readTree(folder.resolve("expected.json").toFile());
        CommandRun run = new CommandRun(folder.toAbsolutePath());

        // When
        CommandRun.Result result = match(run, "fleet.json");

        // Then
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(only(JSON.readTree(result.out()), expected).toPrettyString())
                .isEqualTo(expected.toPrettyString());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSnapshotAnswersTheSame(String name, @TempDir Path folder) throws IOException {
        // Given
        CommandRun run = new CommandRun(folder);
        run.file("event.json", Files.readAllBytes(CASES.resolve(name).resolve("event.json")));
        run.file("fleet.json", Files.readAllBytes(CASES.resolve(name).resolve("fleet.json")));
        CommandRun.Result before = match(run, "fleet.json");
        CommandRun.Result taken = run.run("snapshot", "--from", "fleet.json", "snapshot.json");

        // When
        CommandRun.Result after = match(run, "snapshot.json");

        // Then
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(after).isEqualTo(before);
    }

    private static CommandRun.Result match(CommandRun run, String fleet) {
        return run.run("secrets", "match", "--event", "event.json", "--from", fleet, "-o", "json");
    }

    /** Keeps of an answer what the expectation names. */
    private static JsonNode only(JsonNode answer, JsonNode expected) {
        if (answer instanceof ObjectNode object && expected.isObject()) {
            ObjectNode kept = JSON.createObjectNode();
            for (var field : expected.properties()) {
                if (object.has(field.getKey())) {
                    kept.set(field.getKey(), only(object.get(field.getKey()), field.getValue()));
                }
            }
            return kept;
        }
        if (answer instanceof ArrayNode array && expected.size() == array.size()) {
            ArrayNode kept = JSON.createArrayNode();
            for (int index = 0; index < array.size(); index++) {
                kept.add(only(array.get(index), expected.get(index)));
            }
            return kept;
        }
        return answer;
    }
}
