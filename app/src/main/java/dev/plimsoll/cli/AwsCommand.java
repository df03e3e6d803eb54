package dev.plimsoll.cli;

import picocli.CommandLine.Command;

/** Groups what concerns AWS alone. */
@Command(
        name = "aws",
        description = "Ask AWS what it takes this program for, and what it asks for instances.",
        synopsisSubcommandLabel = "COMMAND")
final class AwsCommand extends CommandGroup {}
