package dev.plimsoll.core.capacity.reshape;

import dev.plimsoll.core.capacity.Measure;
import dev.plimsoll.core.fleet.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the pods that have to go somewhere from those that every new node brings with it. The pods
 * of a DaemonSet do not move: each node runs one, of the size of the largest there is now. Static
 * pods vanish with their node. Finished pods and those without a node take no room.
 *
 * @param pods that need a place
 * @param perNode what DaemonSets take of each node, by dimension
 */
record MovingLoad(List<Pod> pods, double[] perNode) {

    static MovingLoad of(List<Pod> all, List<Measure> measures) {
        List<Pod> moving = new ArrayList<>();
        Map<String, double[]> daemonSets = new HashMap<>();
        for (Pod pod : all) {
            String kind = pod.owner().map(owner -> owner.kind()).orElse("");
            if (!pod.counted() || kind.equals("Node")) {
                continue;
            }
            if (kind.equals("DaemonSet")) {
                String name = pod.namespace() + "/" + pod.owner().orElseThrow().name();
                daemonSets.merge(name, Measure.loads(measures, pod), MovingLoad::larger);
            } else {
                moving.add(pod);
            }
        }
        double[] perNode = new double[measures.size()];
        for (double[] load : daemonSets.values()) {
            for (int d = 0; d < perNode.length; d++) {
                perNode[d] += load[d];
            }
        }
        return new MovingLoad(List.copyOf(moving), perNode);
    }

    private static double[] larger(double[] a, double[] b) {
        double[] larger = a.clone();
        for (int d = 0; d < larger.length; d++) {
            larger[d] = Math.max(a[d], b[d]);
        }
        return larger;
    }
}
