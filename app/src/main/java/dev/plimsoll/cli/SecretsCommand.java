package dev.plimsoll.cli;

import picocli.CommandLine.Command;

/** Groups what concerns changed secrets. */
@Command(
        name = "secrets",
        description = "Find out who uses a parameter or secret, and have it read again.",
        synopsisSubcommandLabel = "COMMAND")
final class SecretsCommand extends CommandGroup {}
