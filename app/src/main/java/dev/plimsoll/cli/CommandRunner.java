package dev.plimsoll.cli;

import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a command line to its exit code: 0 fine, 1 failed, 2 wrong usage, 3 a condition was met. */
public final class CommandRunner {

    private static final int USAGE_WIDTH = 100;

    private static final Pattern ENUM_NAMES =
            Pattern.compile("\\[([A-Za-z_, -]+)\\] \\(case-insensitive\\)");

    /** How picocli tells of a number; nobody who types one knows of the types of Java. */
    private static final Pattern NO_NUMBER = Pattern.compile(": ('.*') is not an? (?:int|long)");

    /** How picocli calls what has no option's name. */
    private static final Pattern PARAMETER =
            Pattern.compile("positional parameter at index [0-9.*]+ \\((\\S+)\\)");

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

        return Commands.tree(worn, arguments)
                .setCommandName(worn.programName())
                .setOut(writer(worn.out()))
                .setErr(writer(worn.err()))
                .setUsageHelpWidth(USAGE_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandRunner::wrongUsage)
                .setExecutionExceptionHandler(CommandRunner::failed)
                .execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
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
        // picocli lists the constants of an enum by their names, which nobody types.
        String typed = ENUM_NAMES.matcher(first).replaceAll(names -> typed(names.group(1)));
        typed = NO_NUMBER.matcher(typed).replaceAll(": expected a whole number but was $1");
        typed = PARAMETER.matcher(typed).replaceAll("$1");
        return typed.endsWith(".") ? typed : typed + ".";
    }

    private static String typed(String names) {
        return Stream.of(names.toLowerCase(Locale.ROOT).replace('_', '-').split(", "))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String suggestion(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> near = unmatched.getSuggestions();
        return near.isEmpty() ? "" : " Did you mean " + near.getFirst() + "?";
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
