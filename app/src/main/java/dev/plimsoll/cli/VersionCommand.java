package dev.plimsoll.cli;

import dev.plimsoll.output.DocumentFormat;
import dev.plimsoll.output.Documents;
import dev.plimsoll.shell.Shell;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** Prints what this program is. */
@Command(
        name = "version",
        description = "Print the version, the commit and the JDK.",
        footer = {"", "Example:", "  ${ROOT-COMMAND-NAME} version -o json"})
final class VersionCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}.")
    private @Nullable DocumentFormat output;

    VersionCommand(Shell shell) {
        this.shell = shell;
    }

    /** The answer; its components are the JSON's fields. */
    record Answer(String version, String commit, String built, String jdk) {

        static Answer ofThisProgram() {
            BuildInfo build = BuildInfo.ofThisProgram();
            return new Answer(
                    build.version(), build.commit(), build.built(), Runtime.version().toString());
        }

        String line() {
            return "plimsoll " + version + " (commit " + commit + ", " + built + "), JDK " + jdk;
        }
    }

    /** Serves {@code plimsoll --version}. */
    static final class Line implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Answer.ofThisProgram().line()};
        }
    }

    @Override
    public Integer call() {
        Answer answer = Answer.ofThisProgram();
        if (output == null) {
            shell.out().println(answer.line());
        } else {
            Documents.write(answer, output, shell.out());
        }
        return 0;
    }
}
