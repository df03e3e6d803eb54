package dev.plimsoll.core.capacity;

import dev.plimsoll.core.fleet.Allocatable;

/**
 * Computes what a node of an EC2 type offers to pods under EKS with the VPC CNI. The figures are
 * those of EKS' own images and of Karpenter: 7.5 % of memory never reaches the kubelet (arm64 first
 * loses 64 Mi to the kernel's contiguous allocator), the kubelet reserves 255 Mi and 11 Mi for
 * every pod it may run, and begins to evict at 100 Mi; of CPU it reserves 6 % of the first core, 1
 * % of the second, 0.5 % of the third and fourth and 0.25 % of all above.
 */
final class EksAllocatable {

    private static final long MIB = 1 << 20;
    private static final long ARM64_CMA_MIB = 64;
    private static final long KUBELET_MIB = 255;
    private static final long KUBELET_MIB_PER_POD = 11;
    private static final long EVICTION_MIB = 100;
    private static final int HOST_NETWORK_PODS = 2;

    private EksAllocatable() {}

    static Allocatable of(InstanceType type) {
        int pods = type.maxEnis() * (type.ipv4PerEni() - 1) + HOST_NETWORK_PODS;
        long seenMib = type.memoryMib() - (type.runsOn("arm64") ? ARM64_CMA_MIB : 0);
        long lostMib = Math.ceilDiv(seenMib * 75, 1000);
        long memoryMib =
                seenMib - lostMib - KUBELET_MIB - KUBELET_MIB_PER_POD * pods - EVICTION_MIB;
        long cpuMillis = type.vcpus() * 1000L - reservedMillis(type.vcpus());
        return new Allocatable(cpuMillis, Math.max(0, memoryMib) * MIB, pods);
    }

    private static long reservedMillis(int vcpus) {
        long first = Math.min(vcpus, 1) * 60L;
        long second = Math.clamp(vcpus - 1L, 0, 1) * 10;
        long thirdAndFourth = Math.clamp(vcpus - 2L, 0, 2) * 5;
        long above = Math.max(0, vcpus - 4L) * 10 / 4;
        return first + second + thirdAndFourth + above;
    }
}
