package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Pod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * One dimension in which pods must fit a node. A pod weighs at least its requests in its limits
 * too: a missing limit is not a limit of zero.
 *
 * @param name as a sentence calls what a pod brings
 */
public record Measure(String name, ToLongFunction<Pod> load, ToLongFunction<Allocatable> room) {

    /**
     * The dimensions that count. The number of pods is always the first, requests are the next two,
     * and limits follow where they decide.
     *
     * @param cpuOvercommit how often CPU limits may be promised; empty for no bound, unless CPU
     *     decides
     */
    public static List<Measure> of(
            DecidingResource resource, Basis basis, Optional<BigDecimal> cpuOvercommit) {
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("pod", pod -> 1, Allocatable::pods));
        measures.add(
                new Measure(
                        "memory request",
                        pod -> pod.requests().memoryBytes(),
                        Allocatable::memoryBytes));
        measures.add(
                new Measure(
                        "CPU request", pod -> pod.requests().cpuMillis(), Allocatable::cpuMillis));
        if (basis == Basis.LIMITS) {
            measures.add(
                    new Measure(
                            "memory limit",
                            pod ->
                                    Math.max(
                                            pod.limits().memoryBytes(),
                                            pod.requests().memoryBytes()),
                            Allocatable::memoryBytes));
            boolean cpuDecides = resource == DecidingResource.CPU;
            cpuOvercommit
                    .or(() -> cpuDecides ? Optional.of(BigDecimal.ONE) : Optional.empty())
                    .ifPresent(factor -> measures.add(cpuLimit(factor)));
        }
        return List.copyOf(measures);
    }

    private static Measure cpuLimit(BigDecimal factor) {
        return new Measure(
                "CPU limit",
                pod -> Math.max(pod.limits().cpuMillis(), pod.requests().cpuMillis()),
                allocatable ->
                        factor.multiply(BigDecimal.valueOf(allocatable.cpuMillis()))
                                .setScale(0, RoundingMode.FLOOR)
                                .longValue());
    }

    public static double[] loads(List<Measure> measures, Pod pod) {
        return measures.stream()
                .mapToDouble(measure -> exact(measure.load.applyAsLong(pod)))
                .toArray();
    }

    public static double[] rooms(List<Measure> measures, Allocatable allocatable) {
        return measures.stream()
                .mapToDouble(measure -> exact(measure.room.applyAsLong(allocatable)))
                .toArray();
    }

    /** Amounts from 2^50 on (a pebibyte) fit no node anyway, and sums below 2^53 stay exact. */
    private static double exact(long amount) {
        return Math.min(amount, 1L << 50);
    }
}
