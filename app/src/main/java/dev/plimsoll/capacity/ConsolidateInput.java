package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.NodeTraits;
import dev.plimsoll.core.capacity.PriceTable;
import dev.plimsoll.core.capacity.consolidate.ConsolidateFleet;
import dev.plimsoll.core.capacity.consolidate.Machine;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Volume;
import dev.plimsoll.core.fleet.VolumeClaim;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.fleet.ResourceKind;
import dev.plimsoll.kubernetes.scheduling.PolicyObjects;
import dev.plimsoll.kubernetes.scheduling.RoomyNodeReader;
import dev.plimsoll.kubernetes.scheduling.RoomyNodeReader.RoomyNode;
import dev.plimsoll.kubernetes.scheduling.ScheduledPodReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A fleet as {@code plan consolidate} weighs it.
 *
 * @param leftOut a phrase for each kind that the cluster has or may have and that was not read
 */
public record ConsolidateInput(ConsolidateFleet fleet, List<String> leftOut) {

    private static final Set<ResourceKind> KINDS =
            EnumSet.of(
                    ResourceKind.NODE,
                    ResourceKind.POD,
                    ResourceKind.POD_DISRUPTION_BUDGET,
                    ResourceKind.PERSISTENT_VOLUME_CLAIM,
                    ResourceKind.PERSISTENT_VOLUME,
                    ResourceKind.NAMESPACE);

    public ConsolidateInput {
        leftOut = List.copyOf(leftOut);
    }

    /** Reads a fleet to its end, and finds each node's price. */
    public static ConsolidateInput read(ObjectSource source, PriceBook book) {
        RoomyNodeReader nodeReader = new RoomyNodeReader();
        ScheduledPodReader podReader = new ScheduledPodReader();
        List<Machine> machines = new ArrayList<>();
        List<ScheduledPod> pods = new ArrayList<>();
        List<DisruptionBudget> budgets = new ArrayList<>();
        List<VolumeClaim> claims = new ArrayList<>();
        List<Volume> volumes = new ArrayList<>();
        Map<String, Map<String, String>> namespaces = new HashMap<>();
        ObjectSource.Found found =
                source.read(
                                KINDS,
                                (kind, object) -> {
                                    switch (kind) {
                                        case NODE ->
                                                machines.add(priced(nodeReader.read(object), book));
                                        case POD -> pods.add(podReader.read(object));
                                        case POD_DISRUPTION_BUDGET ->
                                                budgets.add(PolicyObjects.budget(object));
                                        case PERSISTENT_VOLUME_CLAIM ->
                                                claims.add(PolicyObjects.claim(object));
                                        case PERSISTENT_VOLUME ->
                                                volumes.add(PolicyObjects.volume(object));
                                        case NAMESPACE ->
                                                PolicyObjects.namespace(object, namespaces);
                                        default -> {}
                                    }
                                })
                        .withPods();
        return new ConsolidateInput(
                new ConsolidateFleet(machines, pods, budgets, claims, volumes, namespaces),
                found.leftOut());
    }

    private static Machine priced(RoomyNode node, PriceBook book) {
        return new Machine(
                node.node(),
                node.otherRoom(),
                node.refusal(),
                book.priceOf(NodeTraits.of(node.node())).map(PriceTable.Price::usdPerHour));
    }
}
