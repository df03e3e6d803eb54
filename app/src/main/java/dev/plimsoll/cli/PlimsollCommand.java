package dev.plimsoll.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root: what every command understands. */
@Command(
        name = "plimsoll",
        description = "Keeps a Kubernetes fleet at its load line.",
        versionProvider = VersionCommand.Line.class,
        subcommandsRepeatable = false,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 a --fail-on condition was met.",
            "'${ROOT-COMMAND-NAME} COMMAND --help' tells more about a command."
        })
final class PlimsollCommand extends CommandGroup {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Print the version.")
    boolean version;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log more, and show where an error came from.")
    boolean verbose;

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "Write no colours; NO_COLOR in the environment does the same.")
    boolean noColor;
}
