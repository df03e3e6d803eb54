package dev.plimsoll.testbed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a control plane is started.
 *
 * @param nodeLifecycle whether the node lifecycle and taint eviction controllers run, so that a
 *     node that is not Ready is tainted and, after its pods' toleration, emptied; without them
 *     nothing but tests and kwok writes to nodes
 * @param flags further command-line flags a component, after ours, so that they win
 * @param patience how long a component may take to become ready
 * @param directory where the files go; null for a temporary folder, removed at the end
 * @param detached whether the processes outlive this JVM
 */
public record ControlPlaneOptions(
        boolean nodeLifecycle,
        Map<Component, List<String>> flags,
        Duration patience,
        @Nullable Path directory,
        boolean detached) {

    public ControlPlaneOptions {
        flags = Map.copyOf(flags);
    }

    /** Returns the options that fit nearly every test. */
    public static ControlPlaneOptions defaults() {
        return new ControlPlaneOptions(true, Map.of(), Duration.ofMinutes(2), null, false);
    }

    /** Returns these options with or without the node lifecycle and taint eviction controllers. */
    public ControlPlaneOptions withNodeLifecycle(boolean nodeLifecycle) {
        return new ControlPlaneOptions(nodeLifecycle, flags, patience, directory, detached);
    }

    /**
     * Returns these options with further flags, such as {@code --feature-gates=…}, for one
     * component.
     */
    public ControlPlaneOptions withFlags(Component component, String... further) {
        Map<Component, List<String>> all = new EnumMap<>(Component.class);
        all.putAll(flags);
        List<String> ours = new ArrayList<>(flagsOf(component));
        ours.addAll(List.of(further));
        all.put(component, List.copyOf(ours));
        return new ControlPlaneOptions(nodeLifecycle, all, patience, directory, detached);
    }

    /** Returns these options with another time for a component to become ready. */
    public ControlPlaneOptions withPatience(Duration patience) {
        return new ControlPlaneOptions(nodeLifecycle, flags, patience, directory, detached);
    }

    /**
     * Returns these options for a control plane that outlives this JVM and keeps its files in
     * {@code directory}.
     */
    public ControlPlaneOptions detachedIn(Path directory) {
        return new ControlPlaneOptions(nodeLifecycle, flags, patience, directory, true);
    }

    List<String> flagsOf(Component component) {
        return flags.getOrDefault(component, List.of());
    }
}
