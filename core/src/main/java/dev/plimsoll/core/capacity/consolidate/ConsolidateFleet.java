package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.ScheduledPod;
import dev.plimsoll.core.fleet.Volume;
import dev.plimsoll.core.fleet.VolumeClaim;
import java.util.List;
import java.util.Map;

/**
 * All that decides which nodes can go.
 *
 * @param namespaces the labels of each namespace; one that is missing has only its name
 */
public record ConsolidateFleet(
        List<Machine> machines,
        List<ScheduledPod> pods,
        List<DisruptionBudget> budgets,
        List<VolumeClaim> claims,
        List<Volume> volumes,
        Map<String, Map<String, String>> namespaces) {

    private static final String NAME = "kubernetes.io/metadata.name";

    public ConsolidateFleet {
        machines = List.copyOf(machines);
        pods = List.copyOf(pods);
        budgets = List.copyOf(budgets);
        claims = List.copyOf(claims);
        volumes = List.copyOf(volumes);
        namespaces = Map.copyOf(namespaces);
    }

    Map<String, String> namespaceLabels(String namespace) {
        return namespaces.getOrDefault(namespace, Map.of(NAME, namespace));
    }
}
