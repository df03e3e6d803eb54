package dev.plimsoll.core.capacity.guaranteed;

import dev.plimsoll.core.capacity.report.WorkloadOwner;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers pods into their workloads; of each it keeps what one pod declares, not what all do. */
public final class Workloads {

    private final Map<String, Gathered> all = new TreeMap<>();

    private static final class Gathered {

        final OwnerReference owner;
        final Specimen specimen;
        final List<Pod> pods = new ArrayList<>();
        boolean alike = true;

        Gathered(OwnerReference owner, Specimen specimen) {
            this.owner = owner;
            this.specimen = specimen;
        }
    }

    /** Takes a pod; one that takes no room does not matter. */
    public void add(Pod pod, Specimen specimen) {
        if (!pod.counted()) {
            return;
        }
        OwnerReference owner = WorkloadOwner.of(pod);
        Gathered workload =
                all.computeIfAbsent(
                        pod.namespace() + "/" + owner.kind() + "/" + owner.name(),
                        key -> new Gathered(owner, specimen));
        workload.pods.add(pod);
        workload.alike &= workload.specimen.declaresAs(specimen);
    }

    /** The workloads by namespace, kind and name. */
    public List<Workload> list() {
        return all.values().stream()
                .map(workload ->
                        new Workload(
                                workload.pods.getFirst().namespace(),
                                workload.owner.kind(),
                                workload.owner.name(),
                                workload.pods,
                                workload.specimen,
                                workload.alike))
                .toList();
    }
}
