package dev.plimsoll.core.capacity.guaranteed;

import dev.plimsoll.core.fleet.Pod;
import java.util.List;

/**
 * A workload and its pods that take room.
 *
 * @param kind such as {@code Deployment}
 * @param specimen what its pods declare
 * @param alike whether all of them declare the same: they do not while a rollout or a resize is
 *     under way
 */
public record Workload(
        String namespace,
        String kind,
        String name,
        List<Pod> pods,
        Specimen specimen,
        boolean alike) {

    public Workload {
        pods = List.copyOf(pods);
    }
}
