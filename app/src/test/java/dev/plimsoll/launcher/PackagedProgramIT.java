package dev.plimsoll.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.kubernetes.api.Manifests.Job;
import dev.plimsoll.serve.Installation;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.FleetFiller;
import dev.plimsoll.testbed.FleetShape;
import dev.plimsoll.testbed.RealCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is shipped: {@code target/plimsoll/lib}, and no jar of the tests beside it. */
@RealCluster
final class PackagedProgramIT {

    private static final Path JAR = Path.of("target/plimsoll/lib/plimsoll-app.jar");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

    private static final Pattern LOG_LINE =
            Pattern.compile("20[0-9T:-]{17}\\.[0-9]{3}Z (INFO |WARN |ERROR) \\S+ .+");

    private final ControlPlane controlPlane;
    private final Path folder;

    PackagedProgramIT(ControlPlane controlPlane, @TempDir Path folder) {
        this.controlPlane = controlPlane;
        this.folder = folder;
    }

    private Running run(String... arguments) throws Exception {
        return start(arguments).ended();
    }

    private Running start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile());
        return new Running(builder.start(), folder.resolve("out"), folder.resolve("err"));
    }

    @Test
    void knowsWhatItWasBuiltFrom() throws Exception {
        // When
        Running program = run("version", "-o", "json");

        // Then
        assertThat(program.out())
                .contains("\"version\" : \"0.")
                .doesNotContain("\"version\" : \"unknown\"");
        assertThat(program.err()).isEmpty();
    }

    @Test
    void readsTheFleetWithAClientCertificate(FleetFiller filler) throws Exception {
        // Given
        filler.fill(FleetShape.ofNodes(2));

        // When
        Running program = run("snapshot", "--kubeconfig", controlPlane.kubeconfig().toString());

        // Then
        assertThat(program.code()).as(program.err()).isZero();
        assertThat(program.out()).contains("\"kind\":\"Node\"").endsWith("}\n");
    }

    @Test
    void readsTheFleetWithATokenOfACredentialPlugin(FleetFiller filler) throws Exception {
        // Given
        filler.fill(FleetShape.ofNodes(2));
        Path account = controlPlane.serviceAccountKubeconfig("default", "plugged-in");
        controlPlane
                .client()
                .load(
                        new ByteArrayInputStream(
                                """
                                apiVersion: rbac.authorization.k8s.io/v1
                                kind: ClusterRoleBinding
                                metadata: {name: plugged-in}
                                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
                                subjects: [{kind: ServiceAccount, name: plugged-in, namespace: default}]
                                """
                                        .getBytes(StandardCharsets.UTF_8)))
                .create();

        // When
        Running program = run("snapshot", "--kubeconfig", withPlugin(account).toString());

        // Then
        assertThat(program.code()).as(program.err()).isZero();
        assertThat(program.out()).contains("\"kind\":\"Node\"");
    }

    @Test
    void itsOperatorLogsWhoeverSpeaksInOneFormat() throws Exception {
        // Given
        Path kubeconfig = Installation.on(controlPlane, Job.LABELS).kubeconfig();

        // When
        Running operator =
                start(
                        "operator",
                        "--jobs",
                        "labels",
                        "--kubeconfig",
                        kubeconfig.toString(),
                        "--port",
                        "0");
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> operator.err().contains("This process leads"));
        } finally {
            operator.process().destroy();
            operator.ended();
        }

        // Then
        assertThat(operator.err().lines())
                .first()
                .asString()
                .startsWith("plimsoll: the operator works on ");
        assertThat(operator.err().lines().skip(1))
                .anyMatch(line -> line.contains(" INFO  Operator This process leads, in term "))
                .allMatch(line -> LOG_LINE.matcher(line).matches());
    }

    /** As {@code aws eks update-kubeconfig} writes it: a program that prints the token. */
    private Path withPlugin(Path kubeconfig) throws IOException {
        String config = Files.readString(kubeconfig);
        String token = config.replaceAll("(?s).*\"?token\"?: ?\"?([^\"\\s,}]+).*", "$1");
        Path plugin = folder.resolve("plugin");
        Files.writeString(
                plugin,
                """
                #!/bin/sh
                echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential",'
                echo ' "status": {"token": "%s"}}'
                """
                        .formatted(token));
        Files.setPosixFilePermissions(plugin, PosixFilePermissions.fromString("rwx------"));
        String exec =
                "exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: %s}"
                        .formatted(plugin);
        String changed = config.replaceAll("\"?token\"?: ?\"?[^\"\\s,}]+\"?", exec);
        assertThat(changed).contains(exec);
        return Files.writeString(folder.resolve("kubeconfig"), changed);
    }
}
