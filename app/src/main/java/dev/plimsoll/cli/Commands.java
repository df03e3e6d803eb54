package dev.plimsoll.cli;

import dev.plimsoll.shell.Shell;
import picocli.CommandLine;

/** Lists the commands: the one place where a new one is made known. */
final class Commands {

    private Commands() {}

    /** Builds the command tree for one run. */
    static CommandLine tree(Shell shell) {
        return new CommandLine(new PlimsollCommand())
                .addSubcommand(new DemoCommand(shell))
                .addSubcommand(new OperatorCommand(shell))
                .addSubcommand(
                        new CommandLine(new LabelsCommand())
                                .addSubcommand(new LabelsPreviewCommand(shell)))
                .addSubcommand(new CapacityCommand(shell))
                .addSubcommand(
                        new CommandLine(new PlanCommand())
                                .addSubcommand(new PlanConsolidateCommand(shell))
                                .addSubcommand(new PlanReshapeCommand(shell))
                                .addSubcommand(new PlanGuaranteedCommand(shell)))
                .addSubcommand(
                        new CommandLine(new SecretsCommand())
                                .addSubcommand(new SecretsMatchCommand(shell))
                                .addSubcommand(new SecretsUsersCommand(shell))
                                .addSubcommand(new SecretsTouchCommand(shell)))
                .addSubcommand(new DisksCommand(shell))
                .addSubcommand(new DrainCommand(shell))
                .addSubcommand(
                        new CommandLine(new AwsCommand())
                                .addSubcommand(new AwsWhoamiCommand(shell)))
                .addSubcommand(new SnapshotCommand(shell))
                .addSubcommand(new ManifestsCommand(shell))
                .addSubcommand(new VersionCommand(shell))
                .addSubcommand(new CompletionCommand(shell));
    }
}
