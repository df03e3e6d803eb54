package dev.plimsoll.core.capacity.reshape;

import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.fleet.Pod;
import dev.plimsoll.core.fleet.QosClass;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes pods by their sizes. */
public final class Pods {

    public static final long MIB = 1024 * 1024;

    private Pods() {}

    public static Pod of(String name, String ownerKind, Resources requests, Resources limits) {
        return new Pod(
                "shop",
                name,
                "node",
                false,
                new OwnerReference(ownerKind, "agent"),
                "",
                requests,
                limits,
                Unbounded.NONE,
                QosClass.BURSTABLE,
                List.of());
    }

    static Pod of(String name, long cpuMillis, long memoryMib) {
        Resources limits = new Resources(cpuMillis, memoryMib * MIB);
        return of(name, "ReplicaSet", new Resources(cpuMillis / 2, limits.memoryBytes()), limits);
    }

    /** Draws sizes from a named distribution. */
    public static List<Pod> drawn(String distribution, int count, long seed) {
        Random random = new Random(seed);
        List<Pod> pods = new ArrayList<>();
        while (pods.size() < count) {
            long cpu;
            long memory;
            int replicas = 1;
            switch (distribution) {
                case "uniform" -> {
                    cpu = 50 + random.nextInt(950);
                    memory = 64 + random.nextInt(3000);
                }
                case "lognormal" -> {
                    cpu = Math.min(6000, (long) Math.exp(5.3 + 0.9 * random.nextGaussian()));
                    memory = Math.min(14000, (long) Math.exp(6.0 + random.nextGaussian()));
                }
                case "replicas" -> {
                    cpu = 50L * (1 + random.nextInt(20));
                    memory = 128L * (1 + random.nextInt(32));
                    replicas = 1 + random.nextInt(12);
                }
                case "opposed" -> {
                    double share = random.nextDouble();
                    cpu = 50 + (long) (950 * share);
                    memory = 100 + (long) (2900 * (1 - share) * (0.8 + 0.4 * random.nextDouble()));
                }
                case "cpu-heavy" -> {
                    cpu = 200 + random.nextInt(1800);
                    memory = 64 + random.nextInt(800);
                }
                default -> throw new IllegalArgumentException(distribution);
            }
            for (int replica = 0; replica < replicas && pods.size() < count; replica++) {
                pods.add(of("p" + pods.size(), cpu, memory));
            }
        }
        return pods;
    }
}
