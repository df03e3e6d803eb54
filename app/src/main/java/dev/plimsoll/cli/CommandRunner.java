package dev.plimsoll.cli;

import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line to its exit code: 0 fine, 1 failed, 2 wrong usage, 3 a condition was met. */
public final class CommandRunner {

    private static final int USAGE_WIDTH = 100;

    private final Shell shell;

    public CommandRunner(Shell shell) {
        this.shell = shell;
    }

    /** Runs the command that the arguments name; every failure has been told when this returns. */
    public int run(String... arguments) {
        // Help is written while the arguments are still being read, so this one is looked up
        // before.
        Shell worn =
                Arrays.asList(arguments).contains("--no-color") ? shell.withoutColour() : shell;
        Ansi ansi = worn.colour() ? Ansi.ON : Ansi.OFF;
        PrintWriter err = new PrintWriter(worn.err(), true);
        return Commands.tree(worn)
                .setCommandName(worn.programName())
                .setOut(new PrintWriter(worn.out(), true))
                .setErr(err)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandRunner::wrongUsage)
                .setExecutionExceptionHandler(CommandRunner::failed)
                .execute(arguments);
    }

    private static int wrongUsage(ParameterException problem, String[] arguments) {
        CommandLine line = problem.getCommandLine();
        line.getErr()
                .printf(
                        "plimsoll: %s%s See '%s --help'.%n",
                        sentence(String.valueOf(problem.getMessage())),
                        suggestion(problem),
                        line.getCommandSpec().qualifiedName());
        return CommandLine.ExitCode.USAGE;
    }

    private static String sentence(String message) {
        String first = message.lines().findFirst().orElse("").strip();
        return first.endsWith(".") ? first : first + ".";
    }

    private static String suggestion(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
    }

    private static int failed(Exception problem, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        err.printf(
                "plimsoll: %s%n",
                problem instanceof CommandFailure
                        ? problem.getMessage()
                        : "unexpected "
                                + problem
                                + "; --verbose shows where, and a report would be welcome.");
        if (verbose(parsed)) {
            problem.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean verbose(ParseResult parsed) {
        return parsed.commandSpec().root().userObject() instanceof PlimsollCommand root
                && root.verbose;
    }
}
