package dev.plimsoll.core.capacity.guaranteed;

import dev.plimsoll.core.capacity.DeclaredAmounts;
import dev.plimsoll.core.fleet.ContainerRole;
import java.util.List;
import java.util.Optional;

/**
 * The amounts that make a template Guaranteed: requests and limits alike.
 *
 * @param containers of every role; none where the pod-level block decides
 * @param podLevel for {@code spec.resources} of the pod; empty where its containers decide
 */
public record Patch(List<ContainerAmounts> containers, Optional<DeclaredAmounts> podLevel) {

    public Patch {
        containers = List.copyOf(containers);
    }

    /** What one container requests, and is limited to. */
    public record ContainerAmounts(String name, ContainerRole role, DeclaredAmounts amounts) {}
}
