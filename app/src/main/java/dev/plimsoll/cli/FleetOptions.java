package dev.plimsoll.cli;

import dev.plimsoll.fleet.ClusterObjects;
import dev.plimsoll.fleet.FileObjects;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.kubernetes.connection.Encoding;
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
            converter = FileConverter.class,
            description =
                    "Read a file in place of the cluster: a snapshot, or what `kubectl get"
                        + " nodes,pods -A -o json` writes, gzipped or not; - is standard input.")
    private @Nullable String from;

    ClusterSource cluster(Shell shell) {
        return cluster.source(shell);
    }

    /** Finds the objects for a command that keeps little of each. */
    ObjectSource objects(Shell shell) {
        return objects(shell, Encoding.PROTOBUF);
    }

    /** Finds the objects for a command that passes them on. */
    ObjectSource wholeObjects(Shell shell) {
        return objects(shell, Encoding.JSON);
    }

    private ObjectSource objects(Shell shell, Encoding encoding) {
        return from == null
                ? new ClusterObjects(cluster.source(shell), shell.clock(), encoding)
                : new FileObjects(shell, from);
    }

    /** Whether a file is looked at, which does not change. */
    boolean ofFile() {
        return from != null;
    }
}
