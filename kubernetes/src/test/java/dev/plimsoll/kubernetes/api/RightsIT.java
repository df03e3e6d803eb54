package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each job may do and may not: {@code cases/rights} has a table for each, and the API server
 * answers as the job's own service account, by {@code kubectl auth can-i}.
 */
@RealCluster
class RightsIT {

    private static final Path TABLES = Path.of("src/test/resources/cases/rights");
    private static final String REVIEW = "review ";

    private final ControlPlane controlPlane;

    RightsIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    @ParameterizedTest
    @EnumSource
    void jobMayDoWhatItsTableSaysAndNoMore(Job job) throws IOException, InterruptedException {
        // Given
        Map<String, String> table = table(job);
        Kubectl operator = installed(job);

        // When
        Map<String, String> answers = new TreeMap<>();
        for (String action : table.keySet()) {
            answers.put(
                    action,
                    action.startsWith(REVIEW)
                            ? reviewed(operator, action.substring(REVIEW.length()))
                            : asked(operator, action));
        }

        // Then
        assertThat(table.values()).contains("yes", "no");
        assertThat(answers).isEqualTo(table);
    }

    /** Actions, and whether they are allowed. */
    private static Map<String, String> table(Job job) throws IOException {
        Map<String, String> table = new TreeMap<>();
        for (String line : Files.readAllLines(TABLES.resolve(job.id() + ".txt"))) {
            if (!line.startsWith("#")) {
                String[] words = line.split("\\s+", 2);
                table.put(words[1], words[0]);
            }
        }
        return table;
    }

    /** Warnings may come before the answer. */
    private static String asked(Kubectl operator, String action)
            throws IOException, InterruptedException {
        String text = operator.run(("auth can-i " + action).split(" ")).text().strip();
        return text.substring(text.lastIndexOf('\n') + 1).split(" ")[0];
    }

    private static String reviewed(Kubectl operator, String action)
            throws IOException, InterruptedException {
        String[] words = (action + " ").split(" ", 4);
        String review =
                """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
                 "spec": {"resourceAttributes": {"verb": "%s", "group": "%s", "resource": "%s",
                          "subresource": "%s"}}}
                """
                        .formatted(words[0], words[1], words[2], words[3].strip());
        Kubectl.Result answer =
                operator.feed(
                        review,
                        "create",
                        "--validate=false",
                        "-f",
                        "-",
                        "-o",
                        "jsonpath={.status.allowed}");
        return switch (answer.text().strip()) {
            case "true" -> "yes";
            case "false" -> "no";
            default -> answer.text();
        };
    }

    private Kubectl installed(Job job) throws IOException, InterruptedException {
        List<ObjectNode> documents = new ArrayList<>(Manifests.definitions(Set.of(job)));
        documents.addAll(Manifests.installation(Set.of(job), "plimsoll", "plimsoll:test"));
        Kubectl.Result result =
                Kubectl.of(controlPlane).feed(Manifests.yaml(documents), "apply", "-f", "-");
        assertThat(result.exitCode()).as(result.text()).isZero();
        return new Kubectl(
                controlPlane.kubectl(),
                controlPlane.serviceAccountKubeconfig("plimsoll", "plimsoll"));
    }
}
