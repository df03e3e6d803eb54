package dev.plimsoll.kubernetes.pods;

import dev.plimsoll.core.capacity.DeclaredAmounts;
import dev.plimsoll.core.capacity.DeclaredContainer;
import dev.plimsoll.core.capacity.DeclaredPod;
import dev.plimsoll.core.capacity.DeclaredResources;
import dev.plimsoll.core.capacity.PodResources;
import dev.plimsoll.core.capacity.guaranteed.Specimen;
import dev.plimsoll.core.fleet.OwnerReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects a pod's fields in whatever order they come, for as long as the pod is being read. */
final class PodDraft {

    static final String RESIZE_PENDING = "PodResizePending";

    String namespace = "";
    String name = "";
    String nodeName = "";
    String phase = "";
    String qosClass = "";
    String templateHash = "";
    @Nullable OwnerReference controller;
    Optional<String> resizePending = Optional.empty();
    DeclaredAmounts overhead = DeclaredAmounts.NONE;
    @Nullable DeclaredResources podLevel;
    final List<ContainerDraft> apps = new ArrayList<>();
    final List<ContainerDraft> inits = new ArrayList<>();
    final Map<String, StatusDraft> appStatuses = new HashMap<>();
    final Map<String, StatusDraft> initStatuses = new HashMap<>();

    /** How a sentence names the pod. */
    String label() {
        return name.isEmpty() ? "a pod" : "pod " + namespace + "/" + name;
    }

    Specimen toSpecimen() {
        return new Specimen(toDeclaredPod(), names(apps), names(inits));
    }

    private static List<String> names(List<ContainerDraft> drafts) {
        return drafts.stream().map(ContainerDraft::name).toList();
    }

    private DeclaredPod toDeclaredPod() {
        return new DeclaredPod(
                declared(apps),
                declared(inits),
                overhead,
                podLevel,
                resizePending.filter("Infeasible"::equals).isPresent());
    }

    PodResources toResources() {
        return PodResources.of(toDeclaredPod());
    }

    private List<DeclaredContainer> declared(List<ContainerDraft> drafts) {
        return drafts.stream().map(draft -> draft.toContainer(statusOf(draft.name()))).toList();
    }

    /** The scheduler looks names up in both lists, and in the init containers' last. */
    private StatusDraft statusOf(String container) {
        StatusDraft status = initStatuses.get(container);
        return status != null ? status : appStatuses.getOrDefault(container, StatusDraft.NONE);
    }
}
