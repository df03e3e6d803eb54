package dev.plimsoll.cli;

import picocli.CommandLine.Command;

/** Groups what concerns label policies. */
@Command(
        name = "labels",
        description = "Look at label policies.",
        synopsisSubcommandLabel = "COMMAND")
final class LabelsCommand extends CommandGroup {}
