package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.NodeRequirement;
import dev.plimsoll.core.fleet.Scheduling;
import dev.plimsoll.core.fleet.Volume;
import dev.plimsoll.core.fleet.VolumeClaim;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the nodes that a pod's volumes allow; a claim without a volume allows every node. */
final class VolumeReach {

    private final Map<String, NodeRequirement> volumes = new HashMap<>();
    private final Map<String, String> volumeOfClaim = new HashMap<>();

    VolumeReach(ConsolidateFleet fleet) {
        for (Volume volume : fleet.volumes()) {
            volumes.put(volume.name(), volume.reach());
        }
        for (VolumeClaim claim : fleet.claims()) {
            volumeOfClaim.put(claim.namespace() + "/" + claim.name(), claim.volume());
        }
    }

    /** Answers what must hold of a node, all of it. */
    Set<NodeRequirement> of(String namespace, Scheduling scheduling) {
        Set<NodeRequirement> reaches = new HashSet<>();
        for (String claim : scheduling.claims()) {
            String volume = volumeOfClaim.getOrDefault(namespace + "/" + claim, "");
            reaches.add(volumes.getOrDefault(volume, NodeRequirement.NONE));
        }
        reaches.remove(NodeRequirement.NONE);
        return reaches;
    }
}
