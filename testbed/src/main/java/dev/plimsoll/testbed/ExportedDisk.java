package dev.plimsoll.testbed;

import java.util.Map;
import java.util.TreeMap;

/**
 * A filesystem as a node exporter describes it.
 *
 * @param labels {@code device}, {@code fstype} and {@code mountpoint}
 * @param sizeBytes any number, such as NaN
 */
public record ExportedDisk(
        Map<String, String> labels,
        double sizeBytes,
        double availableBytes,
        double files,
        double filesFree,
        boolean readOnly) {

    /** A root filesystem of 100 GB and a million inodes. */
    public static ExportedDisk root(double usedPercent, double usedInodesPercent) {
        return new ExportedDisk(
                Map.of("device", "/dev/nvme0n1p1", "fstype", "xfs", "mountpoint", "/"),
                100e9,
                100e9 * (1 - usedPercent / 100),
                1e6,
                1e6 * (1 - usedInodesPercent / 100),
                false);
    }

    /** In the exposition format, as node_exporter 1.5 writes it. */
    String lines() {
        StringBuilder text = new StringBuilder();
        line(text, "avail_bytes", availableBytes);
        line(text, "device_error", 0);
        line(text, "files", files);
        line(text, "files_free", filesFree);
        line(text, "free_bytes", availableBytes);
        line(text, "readonly", readOnly ? 1 : 0);
        line(text, "size_bytes", sizeBytes);
        return text.toString();
    }

    private void line(StringBuilder text, String name, double value) {
        text.append("node_filesystem_").append(name).append('{');
        String separator = "";
        for (String label : new TreeMap<>(labels).keySet()) {
            text.append(separator)
                    .append(label)
                    .append("=\"")
                    .append(labels.get(label))
                    .append('"');
            separator = ",";
        }
        text.append("} ").append(value).append('\n');
    }
}
