package dev.plimsoll.cli;

import picocli.CommandLine.Command;

/** Groups the plans. */
@Command(
        name = "plan",
        description = "Plan a fleet that costs less.",
        synopsisSubcommandLabel = "COMMAND")
final class PlanCommand extends CommandGroup {}
