package dev.plimsoll.cli;

import dev.plimsoll.shell.Shell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Lists the commands: the one place where a new one is made known. */
final class Commands {

    private final Map<String, Supplier<Object>> byName = new LinkedHashMap<>();

    private Commands(Shell shell) {
        byName.put("demo", () -> new DemoCommand(shell));
        byName.put("operator", () -> new OperatorCommand(shell));
        byName.put(
                "labels",
                () ->
                        new CommandLine(new LabelsCommand())
                                .addSubcommand(new LabelsPreviewCommand(shell)));
        byName.put("capacity", () -> new CapacityCommand(shell));
        byName.put(
                "plan",
                () ->
                        new CommandLine(new PlanCommand())
                                .addSubcommand(new PlanConsolidateCommand(shell))
                                .addSubcommand(new PlanReshapeCommand(shell))
                                .addSubcommand(new PlanGuaranteedCommand(shell)));
        byName.put(
                "secrets",
                () ->
                        new CommandLine(new SecretsCommand())
                                .addSubcommand(new SecretsMatchCommand(shell))
                                .addSubcommand(new SecretsUsersCommand(shell))
                                .addSubcommand(new SecretsTouchCommand(shell)));
        byName.put("disks", () -> new DisksCommand(shell));
        byName.put("drain", () -> new DrainCommand(shell));
        byName.put(
                "aws",
                () ->
                        new CommandLine(new AwsCommand())
                                .addSubcommand(new AwsWhoamiCommand(shell))
                                .addSubcommand(new AwsPricesCommand(shell)));
        byName.put("snapshot", () -> new SnapshotCommand(shell));
        byName.put("manifests", () -> new ManifestsCommand(shell));
        byName.put("version", () -> new VersionCommand(shell));
        byName.put("completion", () -> new CompletionCommand(shell));
    }

    /** Builds the whole command tree. */
    static CommandLine tree(Shell shell) {
        CommandLine root = new CommandLine(new PlimsollCommand());
        new Commands(shell).byName.forEach((name, command) -> root.addSubcommand(command.get()));
        return root;
    }

    /**
     * Builds what one run needs of the tree: where it begins with the name of a command that is
     * that command alone, since to describe them all takes longer than most of them run.
     */
    static CommandLine tree(Shell shell, String... arguments) {
        Supplier<Object> named =
                arguments.length == 0 ? null : new Commands(shell).byName.get(arguments[0]);
        return named == null || arguments[0].equals("completion")
                ? tree(shell)
                : new CommandLine(new PlimsollCommand()).addSubcommand(named.get());
    }
}
