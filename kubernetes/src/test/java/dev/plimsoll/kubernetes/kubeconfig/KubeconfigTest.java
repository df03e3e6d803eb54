package dev.plimsoll.kubernetes.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String TWO_CONTEXTS =
            """
            apiVersion: v1
            kind: Config
            current-context: one
            clusters:
            - name: east
              cluster: {server: "https://east:6443", certificate-authority: pki/ca.crt}
            - name: west
              cluster: {server: "https://west:6443", insecure-skip-tls-verify: true}
            users:
            - name: ann
              user: {token: ann-token}
            - name: bob
              user: {client-certificate: bob.crt, client-key: bob.key, as: eve, as-groups: [g1, g2]}
            contexts:
            - name: one
              context: {cluster: east, user: ann}
            - name: two
              context: {cluster: west, user: bob}
            - name: lost
              context: {cluster: nowhere, user: ann}
            - name: nobody
              context: {cluster: east, user: ghost}
            """;

    @TempDir private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private ClusterConfig load(String context, Path... files) throws KubeconfigException {
        Optional<String> wanted = Optional.of(context).filter(name -> !name.isEmpty());
        return ClusterConfig.of(Kubeconfig.read(Arrays.asList(files)).login(wanted), LIMIT);
    }

    @Test
    void the_current_context_is_used_unless_another_is_named() throws Exception {
        // Given
        Path file = file("config", TWO_CONTEXTS);

        // When
        ClusterConfig current = load("", file);
        ClusterConfig named = load("two", file);

        // Then
        assertThat(current.config().getMasterUrl()).startsWith("https://east:6443");
        assertThat(current.tokens().flatMap(TokenSource::token)).contains("ann-token");
        assertThat(named.config().getMasterUrl()).startsWith("https://west:6443");
        assertThat(named.config().isTrustCerts()).isTrue();
        assertThat(named.config().getImpersonateUsername()).isEqualTo("eve");
        assertThat(named.config().getImpersonateGroups()).containsExactly("g1", "g2");
        assertThat(named.tokens().flatMap(TokenSource::token)).isEmpty();
    }

    @Test
    void paths_begin_where_the_file_lies() throws Exception {
        // Given
        Path file = file("config", TWO_CONTEXTS);

        // When
        Config east = load("one", file).config();
        Config west = load("two", file).config();

        // Then
        assertThat(east.getCaCertFile()).isEqualTo(folder.resolve("pki/ca.crt").toString());
        assertThat(west.getClientCertFile()).isEqualTo(folder.resolve("bob.crt").toString());
        assertThat(west.getClientKeyFile()).isEqualTo(folder.resolve("bob.key").toString());
    }

    @Test
    void of_several_files_the_first_that_says_a_thing_counts() throws Exception {
        // Given
        Path first =
                file(
                        "first",
                        """
                        current-context: two
                        users: [{name: ann, user: {token: other-token}}]
                        """);
        Path second = file("second", TWO_CONTEXTS);

        // When
        ClusterConfig current = load("", first, second);
        ClusterConfig one = load("one", first, second);

        // Then
        assertThat(current.config().getMasterUrl()).startsWith("https://west:6443");
        assertThat(one.tokens().flatMap(TokenSource::token)).contains("other-token");
    }

    @Test
    void what_cannot_be_used_is_said_in_one_sentence() throws Exception {
        // Given
        Path file = file("config", TWO_CONTEXTS);
        Path empty = file("empty", "{}");
        Path broken = file("broken", "a: [");
        Path missing = folder.resolve("missing");

        // When
        List<String> sentences =
                List.of(
                        sentence("three", file),
                        sentence("lost", file),
                        sentence("nobody", file),
                        sentence("", empty),
                        sentence("", missing));

        // Then
        assertThat(sentences)
                .containsExactly(
                        "The kubeconfig %s has no context three; it has: lost, nobody, one, two."
                                .formatted(file),
                        "The kubeconfig %s names no cluster with a server for its context lost."
                                .formatted(file),
                        "The kubeconfig %s has no user ghost, whom its context nobody names."
                                .formatted(file),
                        "The kubeconfig %s names no current-context and has none.".formatted(empty),
                        "The kubeconfig %s cannot be read.".formatted(missing));
        assertThat(sentence("", broken)).startsWith("The kubeconfig " + broken + " is no YAML: ");
    }

    private String sentence(String context, Path file) {
        try {
            load(context, file);
            return "";
        } catch (KubeconfigException e) {
            return e.sentence();
        }
    }

    @Test
    void a_token_file_is_followed() throws Exception {
        // Given
        file("token", "first\n");
        TokenSource tokens =
                load(
                                "",
                                file(
                                        "config",
                                        """
                                        current-context: c
                                        clusters: [{name: c, cluster: {server: "https://c"}}]
                                        users: [{name: u, user: {tokenFile: token}}]
                                        contexts: [{name: c, context: {cluster: c, user: u}}]
                                        """))
                        .tokens()
                        .orElseThrow();
        Optional<String> first = tokens.token();
        file("token", "second\n");

        // When
        Optional<String> second = tokens.replacement("first");

        // Then
        assertThat(first).contains("first");
        assertThat(second).contains("second");
        assertThat(tokens.replacement("second")).isEmpty();
        assertThat(tokens.token()).contains("second");
    }

    private Path plugin(String script) throws IOException {
        Path program = file("plugin.sh", "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return file(
                "config",
                """
                current-context: c
                clusters: [{name: c, cluster: {server: "https://c"}}]
                users:
                - name: u
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: ./plugin.sh
                      args: [hello]
                      env: [{name: WHO, value: world}]
                      provideClusterInfo: true
                      interactiveMode: Never
                contexts: [{name: c, context: {cluster: c, user: u}}]
                """);
    }

    @Test
    void a_plugin_is_run_with_what_it_is_promised() throws Exception {
        // Given
        Path told = folder.resolve("told");
        Path file =
                plugin(
                        "echo \"{\\\"status\\\":{\\\"token\\\":\\\"$1-$WHO\\\"}}\"; echo"
                                + " \"$KUBERNETES_EXEC_INFO\" > "
                                + told);

        // When
        ClusterConfig config = load("", file);

        // Then
        assertThat(config.tokens().flatMap(TokenSource::token)).contains("hello-world");
        assertThat(told)
                .content()
                .contains("\"kind\":\"ExecCredential\"")
                .contains("\"interactive\":false")
                .contains("\"server\":\"https://c\"");
    }

    @Test
    void a_plugin_is_run_again_only_when_its_token_ends() throws Exception {
        // Given
        Path count = folder.resolve("count");
        String tally = "echo x >> " + count + "; ";
        TokenSource lasting =
                load(
                                "",
                                plugin(
                                        tally
                                                + "echo '{\"status\":{\"token\":\"t\","
                                                + "\"expirationTimestamp\":\"2999-01-01T00:00:00Z\"}}'"))
                        .tokens()
                        .orElseThrow();

        // When
        Optional<String> token = lasting.token();
        for (int i = 0; i < 10; i++) {
            token = lasting.token();
        }

        // Then
        assertThat(token).contains("t");
        assertThat(count).hasContent("x\n");
    }

    @Test
    void a_plugin_that_hangs_is_killed_and_named() throws Exception {
        // Given
        Path file = plugin("sleep 3600");
        Kubeconfig.Login login = Kubeconfig.read(List.of(file)).login(Optional.empty());
        long before = children();

        // When
        assertThatThrownBy(() -> ClusterConfig.of(login, Duration.ofMillis(500)))

                // Then
                .isInstanceOf(KubeconfigException.class)
                .hasMessageStartingWith("The credential plugin ./plugin.sh of the kubeconfig")
                .hasMessageEndingWith("gave nothing within 0 s.");
        await().atMost(LIMIT).until(() -> children() <= before);
    }

    private static long children() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .count();
    }

    @Test
    void a_plugin_that_fails_or_prints_something_else_is_named() throws Exception {
        // Given
        Path failing = plugin("exit 3");
        String failed = sentence("", failing);

        // When
        String silent = sentence("", plugin("echo nothing"));

        // Then
        assertThat(failed).endsWith("failed with exit code 3.");
        assertThat(silent).endsWith("printed no ExecCredential with a status.");
    }
}
