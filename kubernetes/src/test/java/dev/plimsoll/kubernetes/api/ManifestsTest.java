package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    private static final Path DEPLOY = Path.of("../deploy");
    private static final Set<Job> LABELS = Set.of(Job.LABELS);

    @Test
    void givesTheDefinitionOfNodeLabelPolicies() {
        // Given the job that needs it

        // When
        List<ObjectNode> definitions = Manifests.definitions(LABELS);

        // Then
        assertThat(definitions)
                .extracting(definition -> definition.at("/metadata/name").textValue())
                .containsExactly("nodelabelpolicies.nlp.lento.dev");
    }

    @Test
    void givesEveryFileOfDeployWhenAllJobsAreInstalled() throws IOException {
        // Given
        List<JsonNode> shipped = documents(DEPLOY.resolve("manifests"));

        // When
        List<ObjectNode> all =
                Manifests.installation(
                        EnumSet.allOf(Job.class), Manifests.NAMESPACE, "plimsoll:0.1.0-SNAPSHOT");

        // Then
        assertThat(all).isEqualTo(shipped);
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            // What is for AWS is not for a cluster.
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.startsWith(DEPLOY.resolve("aws")))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void carriesTheFilesOfDeployInTheJar(Path file) throws IOException {
        // Given a file that users install
        byte[] shipped = Files.readAllBytes(file);

        // When
        byte[] carried;
        try (InputStream resource =
                Manifests.class.getResourceAsStream(DEPLOY.relativize(file).toString())) {
            carried = Objects.requireNonNull(resource).readAllBytes();
        }

        // Then
        assertThat(carried).isEqualTo(shipped);
    }

    @Test
    void putsEverythingIntoTheNamespace() {
        // Given the files, which say "plimsoll"

        // When
        List<ObjectNode> documents = Manifests.installation(LABELS, "ops", "plimsoll:1");

        // Then
        assertThat(documents)
                .flatExtracting(document -> document.findValuesAsText("namespace"))
                .containsOnly("ops", "default");
        assertThat(documents)
                .filteredOn(document -> document.at("/kind").textValue().equals("Namespace"))
                .extracting(document -> document.at("/metadata/name").textValue())
                .containsExactly("ops");
    }

    @Test
    void leavesTheEventsWhereKubernetesTakesThem() {
        // Given the role for events, which must lie in "default"

        // When
        List<ObjectNode> documents = Manifests.installation(LABELS, "ops", "plimsoll:1");

        // Then
        assertThat(documents)
                .filteredOn(d -> d.at("/metadata/name").textValue().equals("plimsoll-events"))
                .extracting(d -> d.at("/metadata/namespace").textValue())
                .containsExactly("default", "default");
    }

    @Test
    void runsTheImageWithTheJobs() {
        // Given
        String image = "registry.example.com/plimsoll:1.0.0";

        // When
        List<ObjectNode> documents = Manifests.installation(LABELS, "plimsoll", image);

        // Then
        assertThat(documents)
                .extracting(document -> document.at("/spec/template/spec/containers/0"))
                .filteredOn(container -> !container.isMissingNode())
                .singleElement()
                .satisfies(container -> {
                    assertThat(container.path("image").textValue()).isEqualTo(image);
                    assertThat(container.path("args").toString())
                            .isEqualTo("[\"operator\",\"--jobs\",\"labels\"]");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "kube-system"})
    void leavesTheNamespacesOfKubernetesAsTheyAre(String namespace) {
        // Given a namespace that is not ours to label

        // When
        List<ObjectNode> documents = Manifests.installation(LABELS, namespace, "plimsoll:1");

        // Then
        assertThat(documents)
                .extracting(document -> document.path("kind").textValue())
                .doesNotContain("Namespace")
                .contains("Deployment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ops", "ops.team", "-ops", "ops/team"})
    void refusesWhatIsNoNamespace(String namespace) {
        // Given something that is no name of a namespace

        // When
        var thrown =
                assertThatThrownBy(() -> Manifests.installation(LABELS, namespace, "plimsoll:1"));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but is \"" + namespace + "\"");
    }

    @Test
    void refusesToInstallNothing() {
        // Given no job

        // When
        var thrown = assertThatThrownBy(() -> Manifests.installation(Set.of(), "ops", "p:1"));

        // Then
        thrown.isInstanceOf(IllegalArgumentException.class)
                .hasMessage("At least one job is needed.");
    }

    @Test
    void givesTheLabelJobNoRightToEvict() {
        // Given an installation of the job "labels" alone

        // When
        List<ObjectNode> documents = Manifests.installation(LABELS, "plimsoll", "plimsoll:1");

        // Then
        assertThat(documents)
                .flatExtracting(document -> document.findValues("resources"))
                .filteredOn(JsonNode::isArray)
                .flatExtracting(resources -> resources.valueStream().toList())
                .extracting(JsonNode::textValue)
                .containsOnly(
                        "leases",
                        "events",
                        "nodes",
                        "nodelabelpolicies",
                        "nodelabelpolicies/status");
    }

    @Test
    void writesYamlThatReadsBack() throws IOException {
        // Given
        List<ObjectNode> documents = new ArrayList<>(Manifests.definitions(LABELS));
        documents.addAll(Manifests.installation(LABELS, "plimsoll", "plimsoll:1"));

        // When
        String yaml = Manifests.yaml(documents);

        // Then
        assertThat(parse(yaml)).isEqualTo(documents);
    }

    private static List<JsonNode> documents(Path folder) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                documents.addAll(parse(Files.readString(file)));
            }
        }
        return documents;
    }

    private static List<JsonNode> parse(String yaml) throws IOException {
        return new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll();
    }
}
