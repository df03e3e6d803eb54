package dev.plimsoll.core.drain.signal;

import java.util.Comparator;
import java.util.List;

/**
 * Says what fills a node's disks, as far as the kubelet knows. Volumes that are claimed lie
 * elsewhere and are not counted.
 *
 * @param imagesBytes of all images together
 */
public record DiskFill(long imagesBytes, List<PodUse> pods) {

    public DiskFill {
        pods = List.copyOf(pods);
    }

    /**
     * What one pod has written to the node's disks.
     *
     * @param logsBytes of its containers
     * @param rootfsBytes written into its containers, outside of any volume
     * @param volumesBytes the rest: volumes such as emptyDir
     * @param inodes of all of it
     */
    public record PodUse(
            String namespace,
            String name,
            long logsBytes,
            long rootfsBytes,
            long volumesBytes,
            long inodes) {

        public String key() {
            return namespace + "/" + name;
        }

        public long bytes() {
            return logsBytes + rootfsBytes + volumesBytes;
        }
    }

    /** The pods, those that take most first. */
    public List<PodUse> largestFirst() {
        return pods.stream()
                .sorted(
                        Comparator.comparingLong(PodUse::bytes)
                                .reversed()
                                .thenComparing(PodUse::key))
                .toList();
    }

    public long logsBytes() {
        return pods.stream().mapToLong(PodUse::logsBytes).sum();
    }

    public long rootfsBytes() {
        return pods.stream().mapToLong(PodUse::rootfsBytes).sum();
    }

    public long volumesBytes() {
        return pods.stream().mapToLong(PodUse::volumesBytes).sum();
    }
}
