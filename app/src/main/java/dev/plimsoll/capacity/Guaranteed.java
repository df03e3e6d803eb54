package dev.plimsoll.capacity;

import dev.plimsoll.core.capacity.guaranteed.GuaranteedPlan;
import dev.plimsoll.core.capacity.guaranteed.GuaranteedPlanner;
import dev.plimsoll.core.capacity.guaranteed.MissingLimits;
import dev.plimsoll.core.capacity.guaranteed.Workloads;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.fleet.ResourceKind;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import dev.plimsoll.kubernetes.pods.DescribedPod;
import dev.plimsoll.kubernetes.pods.PodReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A plan in every form a command writes it.
 *
 * @param summary one sentence on what the plan comes to
 */
public record Guaranteed(List<GuaranteedRow> rows, GuaranteedDocument document, String summary) {

    /**
     * Reads a fleet to its end and plans.
     *
     * @param namespace only its workloads are looked at, beside all pods; empty for all
     */
    public static Guaranteed plan(ObjectSource source, String namespace, MissingLimits missing) {
        NodeReader nodeReader = new NodeReader();
        PodReader podReader = new PodReader();
        List<Node> nodes = new ArrayList<>();
        List<Pod> pods = new ArrayList<>();
        Workloads workloads = new Workloads();
        var _ =
                source.read(
                                EnumSet.of(ResourceKind.NODE, ResourceKind.POD),
                                (kind, object) -> {
                                    if (kind == ResourceKind.NODE) {
                                        nodes.add(nodeReader.read(object));
                                        return;
                                    }
                                    DescribedPod described = podReader.readDescribed(object);
                                    pods.add(described.pod());
                                    if (namespace.isEmpty()
                                            || described.pod().namespace().equals(namespace)) {
                                        workloads.add(described.pod(), described.specimen());
                                    }
                                })
                        .withPods();
        GuaranteedPlan plan = new GuaranteedPlanner(missing).plan(nodes, pods, workloads.list());
        GuaranteedDocument document = GuaranteedDocument.of(plan, missing);
        return new Guaranteed(GuaranteedRow.of(plan), document, summary(document, namespace));
    }

    private static String summary(GuaranteedDocument document, String namespace) {
        if (document.moves().isEmpty()) {
            return unmoved(document, namespace);
        }
        GuaranteedDocument.RequestShare before = document.before().share();
        GuaranteedDocument.RequestShare after = document.after().share();
        return "%d of %d workloads can be moved; requests rise from %s to %s of memory and from %s to %s of CPU."
                .formatted(
                        document.moves().size(),
                        document.moves().size() + document.stays().size(),
                        percent(before.memoryRequests()),
                        percent(after.memoryRequests()),
                        percent(before.cpuRequests()),
                        percent(after.cpuRequests()));
    }

    private static String unmoved(GuaranteedDocument document, String namespace) {
        if (!document.stays().isEmpty()) {
            return "0 of %d workloads can be moved.".formatted(document.stays().size());
        }
        if (document.alreadyGuaranteed() > 0) {
            return "%s Guaranteed already."
                    .formatted(
                            Words.counted(document.alreadyGuaranteed(), "workload", "is", "are"));
        }
        return namespace.isEmpty()
                ? "no pod is bound to a node, so there is nothing to move."
                : "no pod of the namespace \"%s\" is bound to a node, so there is nothing to move."
                        .formatted(namespace);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "?" : String.format(Locale.ROOT, "%.1f%%", share * 100);
    }
}
