package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.fleet.HostPort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which ports of which node are taken. Few pods take any. */
final class Ports {

    private final Map<Integer, List<HostPort>> taken = new HashMap<>();

    void copy(Ports other) {
        other.taken.forEach((node, ports) -> taken.put(node, new ArrayList<>(ports)));
    }

    void change(Set<HostPort> ports, int node, int sign) {
        if (ports.isEmpty()) {
            return;
        }
        List<HostPort> here = taken.computeIfAbsent(node, absent -> new ArrayList<>());
        for (HostPort port : ports) {
            if (sign > 0) {
                here.add(port);
            } else {
                here.remove(port);
            }
        }
    }

    boolean free(Set<HostPort> ports, int node) {
        if (ports.isEmpty()) {
            return true;
        }
        List<HostPort> here = taken.getOrDefault(node, List.of());
        return ports.stream().noneMatch(port -> here.stream().anyMatch(port::clashesWith));
    }
}
