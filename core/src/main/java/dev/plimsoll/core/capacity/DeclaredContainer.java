package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.ContainerRole;
import org.jspecify.annotations.Nullable;

/**
 * Describes a container as its pod declares it, and what the kubelet has made of that.
 *
 * @param declared {@code resources} of the spec
 * @param actuated {@code resources} of the status, what it runs with; null where there is none
 * @param allocated {@code allocatedResources} of the status, what the node has set aside
 */
public record DeclaredContainer(
        ContainerRole role,
        DeclaredResources declared,
        @Nullable DeclaredResources actuated,
        DeclaredAmounts allocated) {

    /** Describes a container that no kubelet has touched. */
    public DeclaredContainer(ContainerRole role, DeclaredResources declared) {
        this(role, declared, null, DeclaredAmounts.NONE);
    }

    /**
     * The requests that count while it may be resized.
     *
     * @param infeasible the node will never do what the spec says, so that the spec does not count
     */
    DeclaredAmounts requests(boolean infeasible) {
        if (actuated == null || role == ContainerRole.INIT) {
            return declared.requests();
        }
        DeclaredAmounts held = actuated.requests().max(allocated);
        return infeasible ? held : declared.requests().max(held);
    }

    /** The limits that count while it may be resized. */
    DeclaredAmounts limits(boolean infeasible) {
        if (actuated == null || role == ContainerRole.INIT) {
            return declared.limits();
        }
        return infeasible ? actuated.limits() : declared.limits().max(actuated.limits());
    }
}
