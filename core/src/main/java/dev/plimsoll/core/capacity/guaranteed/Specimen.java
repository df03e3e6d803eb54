package dev.plimsoll.core.capacity.guaranteed;

import dev.plimsoll.core.capacity.DeclaredContainer;
import dev.plimsoll.core.capacity.DeclaredPod;
import dev.plimsoll.core.capacity.DeclaredResources;
import java.util.List;
import java.util.Objects;

/**
 * What the pods of a workload declare, with the names that a patch needs.
 *
 * @param appNames of {@code declared.apps()}, in their order
 * @param initNames of {@code declared.inits()}, in their order
 */
public record Specimen(DeclaredPod declared, List<String> appNames, List<String> initNames) {

    public Specimen {
        appNames = List.copyOf(appNames);
        initNames = List.copyOf(initNames);
    }

    /** Whether another pod is of the same template, as far as resources go. */
    boolean declaresAs(Specimen other) {
        return appNames.equals(other.appNames)
                && initNames.equals(other.initNames)
                && Objects.equals(declared.podLevel(), other.declared.podLevel())
                && resources(declared.apps()).equals(resources(other.declared.apps()))
                && resources(declared.inits()).equals(resources(other.declared.inits()));
    }

    private static List<DeclaredResources> resources(List<DeclaredContainer> containers) {
        return containers.stream().map(DeclaredContainer::declared).toList();
    }
}
