package dev.plimsoll.core.capacity.guaranteed;

import dev.plimsoll.core.capacity.DeclaredAmounts;
import dev.plimsoll.core.capacity.DeclaredContainer;
import dev.plimsoll.core.capacity.DeclaredPod;
import dev.plimsoll.core.capacity.DeclaredResources;
import dev.plimsoll.core.capacity.Quantity;
import dev.plimsoll.core.fleet.ContainerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a pod declares Guaranteed, by the API server's rule: every container, init containers
 * included, has limits of CPU and memory, and requests the same; or the pod-level block does, which
 * then decides alone.
 */
sealed interface TemplateChange {

    /**
     * It can be.
     *
     * @param after what a pod of the changed template declares
     */
    record Possible(Patch patch, DeclaredPod after) implements TemplateChange {}

    /** It cannot be. */
    record Impossible(String reason) implements TemplateChange {}

    static TemplateChange of(Specimen specimen, MissingLimits missing) {
        DeclaredResources podLevel = specimen.declared().podLevel();
        return podLevel == null
                ? ofContainers(specimen, missing)
                : ofPodLevel(specimen.declared(), podLevel, missing);
    }

    private static TemplateChange ofPodLevel(
            DeclaredPod pod, DeclaredResources podLevel, MissingLimits missing) {
        DeclaredAmounts amounts = amounts(podLevel, missing);
        Optional<String> lacking = lacking("the pod-level block", amounts, podLevel, missing);
        return lacking.isPresent()
                ? new Impossible(lacking.get())
                : new Possible(
                        new Patch(List.of(), Optional.of(amounts)),
                        new DeclaredPod(
                                pod.apps(),
                                pod.inits(),
                                pod.overhead(),
                                new DeclaredResources(amounts, amounts),
                                false));
    }

    private static TemplateChange ofContainers(Specimen specimen, MissingLimits missing) {
        List<Patch.ContainerAmounts> changes = new ArrayList<>();
        List<DeclaredContainer> apps = new ArrayList<>();
        List<DeclaredContainer> inits = new ArrayList<>();
        DeclaredPod pod = specimen.declared();
        Optional<String> lacking =
                change(pod.apps(), specimen.appNames(), missing, apps, changes)
                        .or(() ->
                                change(pod.inits(), specimen.initNames(), missing, inits, changes));
        return lacking.isPresent()
                ? new Impossible(lacking.get())
                : new Possible(
                        new Patch(changes, Optional.empty()),
                        new DeclaredPod(apps, inits, pod.overhead(), null, false));
    }

    private static Optional<String> change(
            List<DeclaredContainer> containers,
            List<String> names,
            MissingLimits missing,
            List<DeclaredContainer> after,
            List<Patch.ContainerAmounts> changes) {
        for (int i = 0; i < containers.size(); i++) {
            DeclaredResources declared = containers.get(i).declared();
            ContainerRole role = containers.get(i).role();
            DeclaredAmounts amounts = amounts(declared, missing);
            Optional<String> lacking =
                    lacking("container " + names.get(i), amounts, declared, missing);
            if (lacking.isPresent()) {
                return lacking;
            }
            changes.add(new Patch.ContainerAmounts(names.get(i), role, amounts));
            after.add(new DeclaredContainer(role, new DeclaredResources(amounts, amounts)));
        }
        return Optional.empty();
    }

    private static DeclaredAmounts amounts(DeclaredResources declared, MissingLimits missing) {
        DeclaredAmounts requests =
                missing == MissingLimits.REQUESTS ? declared.requests() : DeclaredAmounts.NONE;
        return new DeclaredAmounts(
                chosen(declared.limits().cpu(), requests.cpu()),
                chosen(declared.limits().memory(), requests.memory()));
    }

    private static @Nullable Quantity chosen(@Nullable Quantity limit, @Nullable Quantity request) {
        return positive(limit) ? limit : positive(request) ? request : null;
    }

    private static boolean positive(@Nullable Quantity quantity) {
        return quantity != null && !quantity.isZero();
    }

    private static Optional<String> lacking(
            String what,
            DeclaredAmounts amounts,
            DeclaredResources declared,
            MissingLimits missing) {
        // Memory first: it is the one that kills.
        String resource = amounts.memory() == null ? "memory" : amounts.cpu() == null ? "CPU" : "";
        if (resource.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                what
                        + " has no "
                        + resource
                        + (missing == MissingLimits.REQUESTS ? " limit and no request" : " limit"));
    }
}
