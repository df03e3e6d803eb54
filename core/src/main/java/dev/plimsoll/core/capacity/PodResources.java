package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Container;
import dev.plimsoll.core.fleet.ContainerRole;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Computes what a pod weighs, exactly as {@code k8s.io/component-helpers/resource} v0.34 does for
 * the scheduler. Per resource it is the larger of (a) all app containers and sidecars together and
 * (b) every init container together with the sidecars that start before it. Pod-level resources
 * replace that; the overhead is added to requests always, and to a limit only where one exists.
 * Sums are exact and rounded up once, at the end.
 *
 * @param requests to the millicore and byte
 * @param limits of the containers that have one, to the millicore and byte
 * @param unbounded containers of any role without a limit, unless a pod-level limit caps them
 * @param qosClass as the API server computes it from the spec
 */
public record PodResources(
        Resources requests,
        Resources limits,
        Unbounded unbounded,
        QosClass qosClass,
        List<Container> containers) {

    public PodResources {
        containers = List.copyOf(containers);
    }

    public static PodResources of(DeclaredPod pod) {
        boolean infeasible = pod.resizeInfeasible();
        DeclaredAmounts requests = aggregate(pod, container -> container.requests(infeasible));
        DeclaredAmounts limits = aggregate(pod, container -> container.limits(infeasible));
        DeclaredResources podLevel = pod.podLevelOrNone();
        return new PodResources(
                requests.replacedBy(podLevel.requests()).plus(pod.overhead()).rounded(),
                limits.replacedBy(podLevel.limits()).plusWhereLimited(pod.overhead()).rounded(),
                unbounded(pod),
                QosRules.classOf(pod),
                containers(pod));
    }

    private static DeclaredAmounts aggregate(
            DeclaredPod pod, Function<DeclaredContainer, DeclaredAmounts> amountsOf) {
        DeclaredAmounts running = DeclaredAmounts.NONE;
        for (DeclaredContainer app : pod.apps()) {
            running = running.plus(amountsOf.apply(app));
        }
        DeclaredAmounts sidecars = DeclaredAmounts.NONE;
        DeclaredAmounts starting = DeclaredAmounts.NONE;
        for (DeclaredContainer init : pod.inits()) {
            DeclaredAmounts own = amountsOf.apply(init);
            if (init.role() == ContainerRole.SIDECAR) {
                running = running.plus(own);
                sidecars = sidecars.plus(own);
                starting = starting.max(sidecars);
            } else {
                starting = starting.max(own.plus(sidecars));
            }
        }
        return running.max(starting);
    }

    private static Unbounded unbounded(DeclaredPod pod) {
        DeclaredAmounts cap = pod.podLevelOrNone().limits();
        int cpu = 0;
        int memory = 0;
        for (DeclaredContainer container : all(pod)) {
            DeclaredAmounts limits = container.limits(pod.resizeInfeasible());
            cpu += limits.hasCpu() || cap.hasCpu() ? 0 : 1;
            memory += limits.hasMemory() || cap.hasMemory() ? 0 : 1;
        }
        return new Unbounded(cpu, memory);
    }

    private static List<Container> containers(DeclaredPod pod) {
        boolean infeasible = pod.resizeInfeasible();
        List<Container> compact = new ArrayList<>();
        for (DeclaredContainer container : all(pod)) {
            compact.add(
                    new Container(
                            container.role(),
                            container.requests(infeasible).rounded(),
                            container.limits(infeasible).rounded()));
        }
        return compact;
    }

    private static List<DeclaredContainer> all(DeclaredPod pod) {
        return pod.inits().isEmpty()
                ? pod.apps()
                : Stream.concat(pod.apps().stream(), pod.inits().stream()).toList();
    }
}
