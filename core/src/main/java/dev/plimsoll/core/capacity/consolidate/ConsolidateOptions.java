package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.fleet.LabelSelector;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * States what a plan has to keep to. Requests fit in any case, as the scheduler demands.
 *
 * @param nodeSelector only the nodes that it selects may go; pods may move to any
 * @param maxShare up to which share of what it offers a node may be taken to be a candidate; empty
 *     for any
 * @param cpuOvercommit how often CPU limits may be promised, 1 or more; empty for no bound, unless
 *     CPU decides. Memory limits are never promised twice.
 * @param minNodes how many nodes that take pods are to stay at least
 * @param minZones in how many zones there is to be such a node, if there is in so many now
 * @param promise what must hold beyond that there is a placement
 */
public record ConsolidateOptions(
        DecidingResource resource,
        Basis basis,
        LabelSelector nodeSelector,
        Optional<BigDecimal> maxShare,
        Optional<BigDecimal> cpuOvercommit,
        int minNodes,
        int minZones,
        Promise promise) {}
