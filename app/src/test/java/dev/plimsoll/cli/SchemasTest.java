package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the schemas of {@code docs/schemas} to what the commands really write. */
final class SchemasTest {

    private static final Path SCHEMAS = Path.of("../docs/schemas");

    /** A pod that a budget holds, on a machine that somebody ends. */
    private static final String GUARDED =
            """
            {"apiVersion": "v1", "kind": "List", "items": [
             {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a"},
              "spec": {"providerID": "aws:///us-east-1a/i-0abc"}},
             {"apiVersion": "v1", "kind": "Pod",
              "metadata": {"namespace": "shop", "name": "web", "labels": {"app": "web"},
               "ownerReferences": [{"kind": "ReplicaSet", "name": "web", "controller": true}]},
              "spec": {"nodeName": "a"},
              "status": {"conditions": [{"type": "Ready", "status": "True"}]}},
             {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
              "metadata": {"namespace": "shop", "name": "strict"},
              "spec": {"selector": {"matchLabels": {"app": "web"}}},
              "status": {"disruptionsAllowed": 0}}]}
            """;

    private final ObjectMapper json = new ObjectMapper();

    private JsonNode schema(String name) throws IOException {
        return json.readTree(SCHEMAS.resolve(name + ".schema.json").toFile());
    }

    static List<String> faults(JsonNode schema, JsonNode document) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(document)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static CommandRun run(Path folder) {
        CommandRun run = new CommandRun(folder);
        run.file("founding.json", FoundingFleet.json());
        run.file("labels.json", Samples.FLEET);
        run.file("guarded.json", GUARDED);
        run.file("policy.yaml", Samples.POLICY);
        return run;
    }

    @ParameterizedTest
    @CsvSource({
        "capacity, capacity --from founding.json",
        "capacity, capacity --from founding.json --pods",
        "capacity, capacity --from labels.json",
        "plan-reshape, plan reshape --from founding.json --types m5.xlarge --cpu-overcommit 2.0",
        "plan-reshape, plan reshape --from founding.json --types m5.large",
        "plan-consolidate, plan consolidate --from founding.json",
        "plan-consolidate, plan consolidate --from founding.json --max-share 90% --cpu-overcommit"
                + " 2.0",
        "drain-plan, drain ip-10-0-0-1 ip-10-0-0-2 --plan --from founding.json",
        "drain-plan, drain a --plan --from guarded.json",
        "plan-guaranteed, plan guaranteed --from founding.json",
        "plan-guaranteed, plan guaranteed --from labels.json",
        "labels-preview, labels preview -f policy.yaml --from labels.json"
    })
    void everyFieldWrittenIsDescribedAndEveryFieldPromisedIsWritten(
            String name, String line, @TempDir Path folder) throws IOException {
        // When
        CommandRun.Result result = run(folder).run((line + " -o json").split(" "));

        // Then
        JsonNode document = json.readTree(result.out());
        assertThat(faults(schema(name), document)).isEmpty();
        JsonNode strict = schema(name);
        forbidOthers(strict);
        assertThat(faults(strict, document)).as("fields that the schema lacks").isEmpty();
    }

    /** Users' programs must bear fields that are added, so only this test forbids them. */
    static void forbidOthers(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
        schema.forEach(SchemasTest::forbidOthers);
    }

    @Test
    void aSchemaNoticesAFieldThatIsGone(@TempDir Path folder) throws IOException {
        // Given
        CommandRun.Result result =
                run(folder).run("capacity", "--from", "founding.json", "-o", "json");
        ObjectNode document = (ObjectNode) json.readTree(result.out());

        // When
        ((ObjectNode) document.get("nodes").get(0)).remove("share");

        // Then
        assertThat(faults(schema("capacity"), document))
                .singleElement()
                .asString()
                .contains("share");
    }

    @Test
    void everySchemaIsTested() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "capacity.schema.json",
                            "plan-reshape.schema.json",
                            "plan-guaranteed.schema.json",
                            "plan-consolidate.schema.json",
                            "drain-plan.schema.json",
                            "disks.schema.json",
                            "labels-preview.schema.json");
        }
    }
}
