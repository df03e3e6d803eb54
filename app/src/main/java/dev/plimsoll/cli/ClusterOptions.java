package dev.plimsoll.cli;

import dev.plimsoll.kubernetes.connection.ClusterSource;
import dev.plimsoll.shell.Shell;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says which cluster a command talks to, as kubectl's options do. */
final class ClusterOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            converter = FileConverter.class,
            description = "Use this kubeconfig and no other.")
    private @Nullable String kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Use this context of the kubeconfig.")
    private @Nullable String context;

    ClusterSource source(Shell shell) {
        Optional<String> chosen = Optional.ofNullable(context);
        return kubeconfig == null
                ? new ClusterSource.Surroundings(chosen)
                : new ClusterSource.Kubeconfig(shell.folder().resolve(kubeconfig), chosen);
    }
}
