package dev.plimsoll.core.capacity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes what a pod declares of CPU and memory.
 *
 * @param apps its containers
 * @param inits its init containers in their order, sidecars among them
 * @param overhead of its runtime class
 * @param podLevel {@code spec.resources}; null where it is absent, which is not the same as empty
 * @param resizeInfeasible condition {@code PodResizePending} has the reason {@code Infeasible}
 */
public record DeclaredPod(
        List<DeclaredContainer> apps,
        List<DeclaredContainer> inits,
        DeclaredAmounts overhead,
        @Nullable DeclaredResources podLevel,
        boolean resizeInfeasible) {

    public DeclaredPod {
        apps = List.copyOf(apps);
        inits = List.copyOf(inits);
    }

    /** The pod-level block, empty where there is none. */
    DeclaredResources podLevelOrNone() {
        return podLevel == null ? DeclaredResources.NONE : podLevel;
    }
}
