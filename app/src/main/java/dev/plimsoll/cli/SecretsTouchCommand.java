package dev.plimsoll.cli;

import dev.plimsoll.core.port.SecretWrites;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretIndex;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.TouchStep;
import dev.plimsoll.fleet.ClusterObjects;
import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.connection.Encoding;
import dev.plimsoll.kubernetes.secrets.ServedKinds;
import dev.plimsoll.kubernetes.write.KubernetesSecretWrites;
import dev.plimsoll.secrets.SecretFleet;
import dev.plimsoll.secrets.TouchDocument;
import dev.plimsoll.secrets.TouchRow;
import dev.plimsoll.secrets.TouchRow.Result;
import dev.plimsoll.secrets.TouchTable;
import dev.plimsoll.secrets.Toucher;
import dev.plimsoll.shell.CommandFailure;
import dev.plimsoll.shell.Shell;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Touches who uses a key, by hand. */
@Command(
        name = "touch",
        description = {
            "Have every resource that uses a parameter or secret read it again.",
            "",
            "The touch is one annotation, "
                    + SecretWrites.ANNOTATION
                    + ": External Secrets reads again when it changes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} secrets touch /prod/db/password --dry-run",
            "  ${ROOT-COMMAND-NAME} secrets touch /prod/db/password",
            "  ${ROOT-COMMAND-NAME} secrets touch prod/db --service SecretsManager -n shop --force",
            "",
            "It exits with 1 if a resource that could be touched was not."
        })
final class SecretsTouchCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin private KeyOptions key;
    @Mixin private ClusterOptions clusterOptions;
    @Mixin private TableOptions output;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description =
                    "Only the ExternalSecrets of this namespace, no ClusterExternalSecret; all if"
                            + " not given.")
    private @Nullable String namespace;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--force",
            description =
                    "Where External Secrets would ignore the touch (refreshPolicy CreatedOnce,"
                            + " refreshInterval 0), empty status.syncedResourceVersion before it.")
    private boolean force;

    SecretsTouchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        SecretChange asked = key.asked();
        ClusterSource source = clusterOptions.source(shell);
        SecretFleet fleet =
                SecretFleet.read(new ClusterObjects(source, shell.clock(), Encoding.JSON));
        SecretIndex index = fleet.index();
        List<TouchStep> steps =
                index.users(asked).stream()
                        .filter(this::chosen)
                        .map(match -> TouchStep.of(match, force, fleet.uses()))
                        .toList();
        List<TouchRow> rows = dryRun ? rows(steps, Optional.empty()) : written(steps, source);
        output.write(
                new TableOptions.Result<>(
                        TouchTable.table(),
                        rows,
                        row -> true,
                        SecretsTouchCommand::name,
                        TouchDocument.of(key.key(), dryRun, rows)),
                shell);
        shell.tell(fleet.warnings(index));
        if (rows.isEmpty()) {
            shell.err().println("plimsoll: nothing in the cluster uses " + key.key() + ".");
        }
        return rows.stream().anyMatch(row -> row.result() == Result.FAILED) ? 1 : 0;
    }

    private boolean chosen(SecretMatch match) {
        return namespace == null || match.user().namespace().equals(namespace);
    }

    private List<TouchRow> written(List<TouchStep> steps, ClusterSource source) {
        try (Cluster cluster = new Cluster(source, Deadlines.STANDARD)) {
            String version = ServedKinds.of(cluster).map(ServedKinds::version).orElse("v1");
            return rows(steps, Optional.of(new KubernetesSecretWrites(cluster, version)));
        } catch (ApiException e) {
            throw new CommandFailure(e.problem().sentence(), e);
        }
    }

    private List<TouchRow> rows(List<TouchStep> steps, Optional<SecretWrites> writes) {
        Toucher toucher = new Toucher(writes, shell.clock().instant().toString());
        return steps.stream().map(toucher::carryOut).toList();
    }

    private static @Nullable String name(TouchRow row) {
        return switch (row.result()) {
            case FAILED, LEFT -> null;
            case WOULD_TOUCH, WOULD_FORCE, FORCED, TOUCHED -> row.user().toString();
        };
    }
}
