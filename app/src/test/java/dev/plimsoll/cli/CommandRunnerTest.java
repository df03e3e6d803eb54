package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.shell.Shell;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandRunnerTest {

    private CommandRun run;

    @BeforeEach
    void inFolder(@TempDir Path folder) {
        run = new CommandRun(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    versoin            | plimsoll: Unmatched argument at index 0: 'versoin'. Did you mean version? See 'plimsoll --help'.
                    version --jsno     | plimsoll: Unknown option: '--jsno'. See 'plimsoll version --help'.
                    version -o xml     | plimsoll: Invalid value for option '--output': expected one of json, yaml but was 'xml'. See 'plimsoll version --help'.
                    completion         | plimsoll: Missing required parameter: 'SHELL'. See 'plimsoll completion --help'.
                    capacity --from=   | plimsoll: Invalid value for option '--from': expected the name of a file but was ''. See 'plimsoll capacity --help'.
                    capacity --namespace= | plimsoll: Invalid value for option '--namespace': expected a name but was ''. See 'plimsoll capacity --help'.
                    plan reshape --region= | plimsoll: Invalid value for option '--region': expected a name but was ''. See 'plimsoll plan reshape --help'.
                    plan reshape --types=, | plimsoll: Invalid value for option '--types': expected a type or more but was ','. See 'plimsoll plan reshape --help'.
                    plan consolidate --max-share 2000% | plimsoll: Invalid value for option '--max-share': expected a share above 0 and up to 1000%, such as 46% or 0.46 but was '2000%'. See 'plimsoll plan consolidate --help'.
                    plan consolidate --apply --from f | plimsoll: --apply works on a cluster, and --from is a file. See 'plimsoll plan consolidate --help'.
                    plan consolidate --apply --placement-only | plimsoll: --apply needs a plan that was rehearsed, which --placement-only does without. See 'plimsoll plan consolidate --help'.
                    plan consolidate --apply --largest-first | plimsoll: --apply empties one node after the other, and --largest-first counts on another order. See 'plimsoll plan consolidate --help'.
                    plan consolidate --placement-only --largest-first | plimsoll: --placement-only and --largest-first are two promises, and a plan makes one. See 'plimsoll plan consolidate --help'.
                    plan consolidate --nodes-at-once 3 | plimsoll: --nodes-at-once is for --apply. See 'plimsoll plan consolidate --help'.
                    plan consolidate --end none | plimsoll: --end is for --apply. See 'plimsoll plan consolidate --help'.
                    labels preview     | plimsoll: Missing required option: '--filename=FILE'. See 'plimsoll labels preview --help'.
                    """)
    void tellsWrongUsageInOneSentence(String line, String sentence) {
        // When
        CommandRun.Result result = run.run(line.strip().split(" +"));

        // Then
        assertThat(result.err()).isEqualTo(sentence + "\n");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--plan", "--no-wait-for-replacement"})
    void drainsNoNodeWithoutAName(String option) {
        // When
        CommandRun.Result result = run.run("drain", "", option);

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: Invalid value for NODE: expected a name but was ''. See"
                                + " 'plimsoll drain --help'.\n");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void takesNoEmptyNameForAFile() {
        // Given
        List<String> lines =
                leaves(run.tree())
                        .flatMap(command ->
                                command.getCommandSpec().options().stream()
                                        .filter(option ->
                                                List.of("FILE", "FLEET")
                                                        .contains(option.paramLabel()))
                                        .map(option ->
                                                command.getCommandSpec().qualifiedName()
                                                        + " "
                                                        + option.longestName()))
                        .toList();

        // When
        List<String> answers =
                lines.stream()
                        .map(line ->
                                run.run(
                                                Stream.concat(
                                                                Arrays.stream(line.split(" "))
                                                                        .skip(1),
                                                                Stream.of(" "))
                                                        .toArray(String[]::new))
                                        .err())
                        .toList();

        // Then
        assertThat(lines)
                .hasSizeGreaterThan(20)
                .contains("plimsoll drain --from", "plimsoll plan reshape --prices");
        assertThat(answers)
                .allMatch(answer -> answer.lines().count() == 1)
                .allMatch(answer ->
                        answer.contains("expected the name of a file but was ' '. See 'plimsoll "));
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        Collection<CommandLine> parts = command.getSubcommands().values();
        return parts.isEmpty()
                ? Stream.of(command)
                : parts.stream().flatMap(CommandRunnerTest::leaves);
    }

    @Test
    void describesForOneCommandNothingButThatOne() {
        // Given
        CommandLine all = run.tree();

        // When
        all.getSubcommands()
                .forEach((name, command) -> {
                    CommandLine needed = run.treeFor(name, "--help");

                    // Then
                    if (!name.equals("completion")) {
                        assertThat(needed.getSubcommands()).containsOnlyKeys(name);
                    }
                    assertThat(needed.getSubcommands())
                            .extractingByKey(name)
                            .extracting(CommandLine::getUsageMessage)
                            .isEqualTo(command.getUsageMessage());
                });
    }

    @Test
    void showsItsHelpOnStandardErrorWhenNoCommandIsGiven() {
        // When
        CommandRun.Result result = run.run();

        // Then
        assertThat(result.err()).startsWith("Usage: plimsoll ").contains("  version ");
        assertThat(result.out()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"--help", "-h", "version --help", "labels preview --help"})
    void showsHelpOnStandardOutputWhenAskedForIt(String line) {
        // When
        CommandRun.Result result = run.run(line.split(" "));

        // Then
        assertThat(result.out()).startsWith("Usage: plimsoll");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void callsItselfWhatTheUserCalledIt() {
        // Given
        run.with(Map.of(Shell.INVOKED_AS, "kubectl plimsoll"));

        // When
        CommandRun.Result help = run.run("labels", "preview", "--help");

        // Then
        assertThat(help.out())
                .startsWith("Usage: kubectl plimsoll labels preview ")
                .contains("\n  kubectl plimsoll labels preview -f policy.yaml\n");
    }

    @Test
    void tellsAnUnexpectedFailureInOneSentence() {
        // Given
        run.with(broken());
        run.file("policy.yaml", Samples.POLICY);

        // When
        CommandRun.Result result = run.run("labels", "preview", "-f", "policy.yaml", "--from", "-");

        // Then
        assertThat(result.err())
                .isEqualTo(
                        "plimsoll: unexpected java.lang.IllegalStateException: the dog ate it;"
                                + " --verbose shows where, and a report would be welcome.\n");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void showsWhereAFailureCameFromWhenAsked() {
        // Given
        run.with(broken());
        run.file("policy.yaml", Samples.POLICY);

        // When
        CommandRun.Result result =
                run.run("labels", "preview", "-f", "policy.yaml", "--from", "-", "--verbose");

        // Then
        assertThat(result.err()).contains("\n\tat dev.plimsoll.fleet.FileObjects.");
    }

    @ParameterizedTest
    @CsvSource({
        "true,  '',        version --help,            true",
        "true,  NO_COLOR=, version --help,            true",
        "true,  NO_COLOR=1, version --help,           false",
        "true,  TERM=dumb, version --help,            false",
        "true,  '',        version --help --no-color, false",
        "false, '',        version --help,            false"
    })
    void writesColoursToATerminalThatWantsThem(
            boolean terminal, String variable, String line, boolean colours) {
        // Given
        if (terminal) {
            run.onTerminal();
        }
        String[] parts = variable.split("=", 2);
        run.with(parts.length == 2 ? Map.of(parts[0], parts[1]) : Map.of());

        // When
        CommandRun.Result result = run.run(line.split(" "));

        // Then
        assertThat(result.out().contains("\u001b[")).isEqualTo(colours);
    }

    private static InputStream broken() {
        return new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("the dog ate it");
            }

            @Override
            public int read(byte[] bytes, int from, int count) {
                return read();
            }
        };
    }
}
