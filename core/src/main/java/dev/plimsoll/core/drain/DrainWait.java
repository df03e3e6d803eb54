package dev.plimsoll.core.drain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a drain waits for; any of it is worth a look.
 *
 * @param node whose pods are to end
 * @param going the uids of the pods on their way out
 * @param replacements how many ready pods workloads are to have again
 * @param blocked pods that a budget kept from being evicted when last looked at
 */
public record DrainWait(
        String node,
        Set<String> going,
        Map<Workload, Integer> replacements,
        List<DrainPod> blocked) {

    public DrainWait {
        going = Set.copyOf(going);
        replacements = Map.copyOf(replacements);
        blocked = List.copyOf(blocked);
    }

    /** Tells whether anything is waited for. */
    public boolean forAnything() {
        return !going.isEmpty() || !replacements.isEmpty() || !blocked.isEmpty();
    }
}
