package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompletionCommandTest {

    private Path folder;
    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        this.folder = folder;
        run = new CommandRun(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plimsoll sn                    | snapshot
                    plimsoll labels pre            | preview
                    plimsoll labels preview --sor  | --sort-by
                    plimsoll version -o js         | json
                    """)
    void completesInBash(String typed, String completion) throws Exception {
        // Given
        run.file("completion.bash", run.run("completion", "bash").out());
        String script =
                """
                source ./completion.bash
                COMP_WORDS=(%s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_plimsoll
                printf '%%s\\n' "${COMPREPLY[@]}"
                """
                        .formatted(typed);

        // When
        String replies = output(new ProcessBuilder("bash", "-c", script));

        // Then
        assertThat(replies.lines()).contains(completion);
    }

    @Test
    void tellsFishEveryCommandOptionAndValue() {
        // When
        CommandRun.Result result = run.run("completion", "fish");

        // Then
        assertThat(result.out().lines())
                .contains(
                        "complete -c plimsoll -n '__fish_seen_subcommand_from labels; and not"
                            + " __fish_seen_subcommand_from preview' -f -a preview -d 'Show which"
                            + " nodes a policy would select, add and remove, and why others are not"
                            + " eligible.'",
                        "complete -c plimsoll -n '__fish_seen_subcommand_from labels; and"
                            + " __fish_seen_subcommand_from preview' -l from -r -d 'Read a file in"
                            + " place of the cluster: a snapshot, or what `kubectl get nodes,pods"
                            + " -A -o json` writes, gzipped or not; - is standard input.'",
                        "complete -c plimsoll -n '__fish_seen_subcommand_from completion'"
                                + " -f -a 'bash zsh fish'");
    }

    @Test
    void loadsBashCompletionInZsh() {
        // When
        CommandRun.Result result = run.run("completion", "zsh");

        // Then
        assertThat(result.out()).contains("bashcompinit");
        assertThat(result.code()).isZero();
    }

    private String output(ProcessBuilder program) throws IOException, InterruptedException {
        Process process = program.directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
