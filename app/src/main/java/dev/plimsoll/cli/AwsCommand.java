package dev.plimsoll.cli;

import picocli.CommandLine.Command;

/** Groups what concerns AWS alone. */
@Command(
        name = "aws",
        description = "Find out what AWS takes this program for.",
        synopsisSubcommandLabel = "COMMAND")
final class AwsCommand extends CommandGroup {}
