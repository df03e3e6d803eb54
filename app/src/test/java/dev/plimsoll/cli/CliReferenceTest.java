package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Keeps {@code docs/cli.md} true: it is every command's own help, in one page. */
final class CliReferenceTest {

    private static final Path REFERENCE = Path.of("../docs/cli.md");

    private static final String HEAD =
            """
            # The command line

            What every command says of itself with `--help`. Results go to standard output, all else to standard
            error. Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 a `--fail-on` condition was met; the launcher adds
            69 (no JDK 25) and 70 (the program could not be built).
            """;

    @Test
    void theReferenceSaysWhatTheCommandsSay(@TempDir Path folder) throws IOException {
        // Given
        CommandRun run = new CommandRun(folder);
        Path proposal = Path.of("target/cli.md");

        // When
        StringBuilder page = new StringBuilder(HEAD);
        for (List<String> path : paths(run.tree(), List.of())) {
            List<String> line = new ArrayList<>(path);
            line.add("--help");
            page.append("\n## plimsoll").append(path.isEmpty() ? "" : " " + String.join(" ", path));
            page.append("\n\n```\n").append(run.run(line.toArray(String[]::new)).out());
            page.append("```\n");
        }
        Files.writeString(proposal, page);

        // Then
        assertThat(REFERENCE)
                .as("after a change to a command: cp app/target/cli.md docs/cli.md")
                .hasSameTextualContentAs(proposal);
    }

    /** The root, then every command in the order in which help lists them. */
    private static List<List<String>> paths(CommandLine line, List<String> path) {
        List<List<String>> all = new ArrayList<>(List.of(path));
        line.getSubcommands()
                .forEach((name, sub) -> {
                    List<String> deeper = new ArrayList<>(path);
                    deeper.add(name);
                    all.addAll(paths(sub, deeper));
                });
        return all;
    }
}
