package dev.plimsoll.cli;

import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretIndex;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.secrets.MatchTable;
import dev.plimsoll.secrets.SecretFleet;
import dev.plimsoll.secrets.UsersDocument;
import dev.plimsoll.shell.Shell;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows who uses a key. */
@Command(
        name = "users",
        description = {
            "Show which resources use a parameter or secret, in which field, and what a touch would"
                    + " do.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} secrets users /prod/db/password",
            "  ${ROOT-COMMAND-NAME} secrets users"
                + " arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-a1B2c3 -o wide",
            "  ${ROOT-COMMAND-NAME} secrets users prod/db --service SecretsManager"
                    + " --from fleet.json.gz",
            "",
            "A search by tags may come upon any name, since a name does not tell its tags."
        })
final class SecretsUsersCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin private KeyOptions key;
    @Mixin private FleetOptions fleetOptions;
    @Mixin private TableOptions output;

    SecretsUsersCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        SecretChange asked = key.asked();
        SecretFleet fleet = SecretFleet.read(fleetOptions.objects(shell));
        SecretIndex index = fleet.index();
        List<SecretMatch> users = index.users(asked);
        output.write(
                new TableOptions.Result<>(
                        MatchTable.table(),
                        users,
                        match -> true,
                        MatchTable::name,
                        UsersDocument.of(key.key(), users)),
                shell);
        shell.tell(fleet.warnings(index));
        return 0;
    }
}
