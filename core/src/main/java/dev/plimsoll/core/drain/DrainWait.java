package dev.plimsoll.core.drain;

import java.util.Map;
import java.util.Set;

/**
 * What a drain waits for; any of it is worth a look.
 *
 * @param node whose pods are to end
 * @param going the uids of the pods on their way out
 * @param replacements how many ready pods workloads are to have again
 */
public record DrainWait(String node, Set<String> going, Map<Workload, Integer> replacements) {

    public DrainWait {
        going = Set.copyOf(going);
        replacements = Map.copyOf(replacements);
    }

    /** Tells whether anything is waited for. */
    public boolean forAnything() {
        return !going.isEmpty() || !replacements.isEmpty();
    }
}
