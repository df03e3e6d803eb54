package dev.plimsoll.core.capacity.consolidate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the values that a label of nodes has.
 *
 * @param domainOf by node; {@link #NONE} for a node without the label
 * @param domains how many values there are
 */
record Topology(int[] domainOf, int domains) {

    static final int NONE = -1;

    static Topology of(String key, List<Machine> machines) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] domainOf = new int[machines.size()];
        Arrays.setAll(
                domainOf,
                node -> {
                    String value = machines.get(node).node().labels().get(key);
                    return value == null
                            ? NONE
                            : numbers.computeIfAbsent(value, absent -> numbers.size());
                });
        return new Topology(domainOf, numbers.size());
    }
}
