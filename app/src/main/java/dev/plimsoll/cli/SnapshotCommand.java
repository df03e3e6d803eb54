package dev.plimsoll.cli;

import dev.plimsoll.output.WholeFile;
import dev.plimsoll.shell.Shell;
import dev.plimsoll.snapshot.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the fleet to a file that can be given away. */
@Command(
        name = "snapshot",
        description = {
            "Write the fleet to a file that every command reads with --from.",
            "",
            "It holds nodes, pods, disruption budgets, the workloads that own pods, volumes and"
                    + " their claims, and label policies. It does not hold environment variables,"
                    + " commands and arguments, annotations (except the few that decisions read),"
                    + " managed fields, storage drivers' options, the last words of containers, or"
                    + " Secrets.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} snapshot fleet.json.gz",
            "  ${ROOT-COMMAND-NAME} snapshot --context prod | jq '.items[].kind' | sort | uniq -c",
            "  kubectl get nodes,pods -A -o json | ${ROOT-COMMAND-NAME} snapshot --from -"
                    + " fleet.json"
        })
final class SnapshotCommand implements Callable<Integer> {

    private final Shell shell;

    @Spec private CommandSpec spec;
    @Mixin private FleetOptions fleet;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Ends in .json or .json.gz; standard output where it is missing.")
    private @Nullable String file;

    SnapshotCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        String name = file;
        if (name == null) {
            tell(Snapshot.write(fleet.wholeObjects(shell), shell.out()));
        } else {
            boolean zipped = zipped(name);
            Path path = shell.folder().resolve(name);
            WholeFile.write(
                    path,
                    out ->
                            tell(
                                    zipped
                                            ? zip(out)
                                            : Snapshot.write(fleet.wholeObjects(shell), out)));
        }
        return 0;
    }

    private boolean zipped(String name) {
        if (name.endsWith(".json.gz")) {
            return true;
        }
        if (name.endsWith(".json")) {
            return false;
        }
        throw new ParameterException(
                spec.commandLine(),
                "FILE is %s; expected a name that ends in .json or .json.gz".formatted(name));
    }

    private List<String> zip(OutputStream out) throws IOException {
        try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
            return Snapshot.write(fleet.wholeObjects(shell), zipped);
        }
    }

    private void tell(List<String> leftOut) {
        if (!leftOut.isEmpty()) {
            shell.err().println("plimsoll: left out: " + String.join(", ", leftOut) + ".");
        }
    }
}
