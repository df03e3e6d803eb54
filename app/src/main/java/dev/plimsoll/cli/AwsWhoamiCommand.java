package dev.plimsoll.cli;

import dev.plimsoll.aws.identity.CallerIdentity;
import dev.plimsoll.aws.identity.Identity;
import dev.plimsoll.aws.identity.Identity.Right;
import dev.plimsoll.aws.identity.IdentityException;
import dev.plimsoll.output.Column;
import dev.plimsoll.output.Table;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows whose credentials are in use, and what they may do. */
@Command(
        name = "whoami",
        description = {
            "Show which credentials the jobs would use, whose they are, and what they may do.",
            "",
            "It asks AWS who this is and tries what the jobs do, as far as that changes nothing."
                    + " Run it where the operator runs to see what the operator may do.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} aws whoami",
            "  ${ROOT-COMMAND-NAME} aws whoami --region eu-west-1 --instance i-0123456789abcdef0"
        })
final class AwsWhoamiCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin private TableOptions output;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "Ask in this region; the one of the environment or profile if not given.")
    private @Nullable String region;

    @Option(
            names = "--instance",
            paramLabel = "ID",
            description =
                    "Ask whether this instance might be ended, by a dry run that ends nothing.")
    private @Nullable String instance;

    AwsWhoamiCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Identity identity;
        try {
            identity =
                    new CallerIdentity()
                            .ask(Optional.ofNullable(region), Optional.ofNullable(instance));
        } catch (IdentityException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
        output.write(
                new RowOptions.Result<>(
                        table(), identity.rights(), row -> true, Right::action, identity),
                shell);
        shell.tell(
                List.of(
                        "%s, by %s, in %s."
                                .formatted(identity.arn(), identity.source(), identity.region())));
        return 0;
    }

    private static Table<Right> table() {
        return new Table<>(
                List.of(
                        Column.of("action", Right::action),
                        Column.of("allowed", right -> right.allowed() ? "yes" : "no"),
                        Column.of("answer", Right::answer)));
    }
}
