package dev.plimsoll.cli;

import dev.plimsoll.fleet.ClusterObjects;
import dev.plimsoll.fleet.FileObjects;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.shell.Shell;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which fleet a command that only reads looks at. */
final class FleetOptions {

    @Mixin private ClusterOptions cluster;

    @Option(
            names = "--from",
            paramLabel = "FLEET",
            description =
                    "Read a file in place of the cluster: a snapshot, or what `kubectl get"
                        + " nodes,pods -A -o json` writes, gzipped or not; - is standard input.")
    private @Nullable String from;

    ObjectSource objects(Shell shell) {
        return from == null
                ? new ClusterObjects(cluster.source(shell), shell.clock())
                : new FileObjects(shell, from);
    }
}
