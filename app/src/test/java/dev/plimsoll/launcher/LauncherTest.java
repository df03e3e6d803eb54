package dev.plimsoll.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@code ./plimsoll} under every POSIX shell of this machine. */
@ParameterizedClass
@MethodSource("shells")
final class LauncherTest {

    private static final String BUILDING = "plimsoll: building the program from its sources, once;";

    private final List<String> shell;
    private final FakeCheckout checkout;

    LauncherTest(List<String> shell, @TempDir Path folder) throws IOException {
        this.shell = shell;
        checkout = new FakeCheckout(folder);
    }

    static Stream<List<String>> shells() {
        return Stream.of(List.of("sh"), List.of("dash"), List.of("bash"), List.of("busybox", "sh"))
                .filter(shell -> onPath(shell.getFirst()));
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private Running start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(shell);
        command.add(checkout.path("checkout/plimsoll").toString());
        command.addAll(List.of(arguments));
        return checkout.start(command, environment);
    }

    private Running run(Map<String, String> environment, String... arguments) throws Exception {
        return start(environment, arguments).ended();
    }

    private Running run(String... arguments) throws Exception {
        return run(checkout.environment(), arguments);
    }

    private static Map<String, String> with(
            Map<String, String> environment, String name, String value) {
        environment.put(name, value);
        return environment;
    }

    @Test
    void buildsOnFirstUseAndSaysSoInOneLine() throws Exception {
        // When
        Running first = run("labels");
        Running second = run("labels");

        // Then
        assertThat(first.err()).startsWith(BUILDING).hasLineCount(1);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(checkout.times("built")).isEqualTo(1);
        assertThat(checkout.times("trained")).isEqualTo(1);
    }

    @Test
    void buildsWithTheJdkItFoundAndOnlyTheProgram() throws Exception {
        // When
        Running ignored = run("version");

        // Then
        assertThat(checkout.path("orders/built"))
                .content()
                .startsWith(checkout.path("jdk") + " ")
                .contains(" -pl app -am ", " -Dmaven.test.skip=true ");
        assertThat(checkout.path("checkout/app/target")).doesNotExist();
    }

    @Test
    void handsOnArgumentsEnvironmentAndExitCode() throws Exception {
        // When
        Running program = run("labels", "a b", "*", "", "$HOME");

        // Then
        assertThat(program.out().lines().toList())
                .startsWith("invoked as: plimsoll", "terminal: 0")
                .endsWith("<labels>", "<a b>", "<*>", "<>", "<$HOME>")
                .contains("<-XX:+UseCompactObjectHeaders>", "<-XX:+UseSerialGC>", "<-jar>")
                .anyMatch(argument -> argument.matches("<-XX:AOTCache=.*\\.aot>"));
        assertThat(program.code()).isEqualTo(3);
    }

    @Test
    void addsTheUsersOptionsAndLeavesTheirCollectorAlone() throws Exception {
        // When
        Running program =
                run(
                        with(
                                checkout.environment(),
                                "PLIMSOLL_JAVA_OPTS",
                                "-Xmx1g -XX:+UseParallelGC"),
                        "labels");

        // Then
        assertThat(program.out())
                .contains("<-Xmx1g>\n<-XX:+UseParallelGC>\n<-jar>")
                .doesNotContain("UseSerialGC");
    }

    @Test
    void buildsAnewWhenTheSourcesChangeAndOnlyThen() throws Exception {
        // Given
        Running ignored = run("version");
        checkout.file("checkout/testbed/src/main/Source", "second\n");
        checkout.file("checkout/README.md", "second\n");
        Running unchanged = run("version");
        checkout.file("checkout/core/src/main/Source", "second\n");

        // When
        Running changed = run("version");
        checkout.file("checkout/core/src/main/Source", "first\n");
        Running changedBack = run("version");

        // Then
        assertThat(unchanged.err()).isEmpty();
        assertThat(changed.err()).startsWith(BUILDING);
        assertThat(changedBack.err()).isEmpty();
        assertThat(checkout.times("built")).isEqualTo(2);
    }

    @Test
    void isFoundThroughSymbolicLinksAsAKubectlPlugin() throws Exception {
        // Given
        Path near = checkout.path("checkout/link");
        Path plugin = checkout.path("elsewhere/kubectl-plimsoll");
        Files.createSymbolicLink(near, Path.of("plimsoll"));
        Files.createSymbolicLink(plugin, Path.of("../checkout/link"));
        List<String> command = new ArrayList<>(shell);
        command.add("./kubectl-plimsoll");

        // When
        Running program = checkout.start(command, checkout.environment()).ended();

        // Then
        assertThat(program.out()).startsWith("invoked as: kubectl plimsoll\n");
    }

    @Test
    void saysInASentenceThatThereIsNoJdk25() throws Exception {
        // Given
        checkout.file("jdk/release", "JAVA_VERSION=\"21.0.1\"\n");

        // When
        Running program = run("version");

        // Then
        assertThat(program.err())
                .isEqualTo(
                        "plimsoll: PLIMSOLL_JAVA_HOME is %s, and no JDK 25 is there.\n"
                                .formatted(checkout.path("jdk")));
        assertThat(program.out()).isEmpty();
        assertThat(program.code()).isEqualTo(69);
    }

    @Test
    void showsTheEndOfTheLogOfAFailedBuildAndTriesAgainNextTime() throws Exception {
        // Given
        checkout.file("orders/fail", "");

        // When
        Running failed = run("version");
        Files.delete(checkout.path("orders/fail"));
        Running next = run("version");

        // Then
        assertThat(failed.err())
                .startsWith(BUILDING)
                .contains("\n[ERROR] no such luck\n")
                .contains("\nplimsoll: the build failed; its whole log is ");
        assertThat(failed.code()).isEqualTo(70);
        assertThat(next.err()).startsWith(BUILDING).hasLineCount(1);
        assertThat(next.code()).isEqualTo(3);
    }

    @Test
    void runsWithoutACacheThatCouldNotBeTrained() throws Exception {
        // Given
        checkout.file("orders/fail-training", "");

        // When
        Running first = run("version");
        Running second = run("version");

        // Then
        assertThat(first.out() + second.out()).doesNotContain("AOTCache");
        assertThat(first.code()).isEqualTo(3);
        assertThat(checkout.times("trained")).isEqualTo(1);
    }

    @Test
    void renewsPicocliAndGoesOnWithTheOldWhereItCannot() throws Exception {
        // When
        Running program = run("version");

        // Then
        assertThat(checkout.path("orders/renewed")).hasContent("picocli-1.jar");
        assertThat(program.code()).isEqualTo(3);
    }

    @Test
    void trainsTheOperatorApartFromCommandsAndEachWhenItIsFirstUsed() throws Exception {
        // When
        String commands = run("version").out() + run("capacity").out();
        String operator = run("operator").out() + run("operator").out();

        // Then
        assertThat(checkout.path("orders/trained"))
                .hasContent("trained commands\ntrained operator\n");
        assertThat(commands).contains(".commands.aot>").doesNotContain(".operator.aot>");
        assertThat(operator).contains(".operator.aot>").doesNotContain(".commands.aot>");
    }

    @Test
    void trainsAnewForAnotherJdkWithoutBuilding() throws Exception {
        // Given
        Running ignored = run("version");
        checkout.file("jdk/release", "JAVA_VERSION=\"25.0.2\"\n");

        // When
        Running other = run("version");

        // Then
        assertThat(other.err()).isEmpty();
        assertThat(checkout.times("built")).isEqualTo(1);
        assertThat(checkout.times("trained")).isEqualTo(2);
    }

    @Test
    void buildsOnceWhenTwoAreStartedAtOnce() throws Exception {
        // Given
        checkout.file("orders/wait", "");
        Running one = start(checkout.environment(), "version");
        await().atMost(Duration.ofMinutes(1)).until(() -> checkout.times("built") == 1);

        // When
        Running other = start(checkout.environment(), "version");
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        other.err().endsWith("is building the program already; waiting for it.\n"));
        Files.delete(checkout.path("orders/wait"));

        // Then
        assertThat(List.of(one.ended().code(), other.ended().code())).containsExactly(3, 3);
        assertThat(checkout.times("built")).isEqualTo(1);
    }

    @Test
    void takesOverTheLockOfAProcessThatIsNoMore() throws Exception {
        // Given: a build that was killed while it had the lock.
        checkout.file("orders/wait", "");
        Running killed = start(checkout.environment(), "version");
        await().atMost(Duration.ofMinutes(1)).until(() -> checkout.times("built") == 1);
        killed.process().descendants().forEach(ProcessHandle::destroyForcibly);
        killed.process().destroyForcibly().waitFor();
        Files.delete(checkout.path("orders/wait"));

        // When
        Running next = run("version");

        // Then
        assertThat(next.code()).isEqualTo(3);
        assertThat(checkout.times("built")).isEqualTo(2);
    }

    @Test
    void saysWhenThereIsNoPlaceForTheProgram() throws Exception {
        // When
        Running program =
                run(with(checkout.environment(), "PLIMSOLL_CACHE", "/dev/null/cache"), "version");

        // Then
        assertThat(program.err())
                .isEqualTo(
                        "plimsoll: the program must be built first, and /dev/null/cache cannot be"
                                + " written; set PLIMSOLL_CACHE to a folder that can.\n");
        assertThat(program.code()).isEqualTo(70);
    }
}
