package dev.plimsoll.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says whose pods a command looks at; as with kubectl, all namespaces win over one. */
final class PodSelection {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            converter = NameConverter.class,
            description = "Count the pods of this namespace only.")
    private @Nullable String namespace;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Count the pods of all namespaces, which is so without -n anyway.")
    private boolean all;

    /** The namespace; empty for all. */
    String namespace() {
        return all || namespace == null ? "" : namespace;
    }
}
