package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.OwnerReference;
import java.util.Optional;

/** The controller of some pods, which makes anew what is evicted. */
public record Workload(String namespace, OwnerReference owner) {

    /** Finds the pod's; a Job's pods are not counted, for they end by themselves. */
    public static Optional<Workload> of(DrainPod pod) {
        return pod.owner()
                .filter(owner -> !owner.kind().equals("Job"))
                .map(owner -> new Workload(pod.namespace(), owner));
    }

    @Override
    public String toString() {
        return owner.kind() + " " + namespace + "/" + owner.name();
    }
}
