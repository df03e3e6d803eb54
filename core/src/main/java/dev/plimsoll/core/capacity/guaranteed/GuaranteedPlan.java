package dev.plimsoll.core.capacity.guaranteed;

import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Resources;
import java.util.List;

/**
 * States what to move, and what it takes.
 *
 * @param moves in the order in which they were found to fit, the cheapest in memory first
 * @param stays the workloads that are not Guaranteed and stay as they are, each with its reason
 * @param already how many workloads are Guaranteed now
 * @param before requests of all pods
 * @param after requests of all pods once the moves are made
 * @param room what all nodes offer
 */
public record GuaranteedPlan(
        List<Move> moves,
        List<Stay> stays,
        int already,
        Resources before,
        Resources after,
        Allocatable room) {

    public GuaranteedPlan {
        moves = List.copyOf(moves);
        stays = List.copyOf(stays);
    }

    /**
     * One workload that can be moved.
     *
     * @param added by which the requests of its pods together rise; a request over its limit would
     *     have been refused by the API server, so it is never less than 0
     */
    public record Move(Workload workload, Patch patch, Resources added) {}

    /** One workload that stays. */
    public record Stay(Workload workload, String reason) {}
}
