package dev.plimsoll.core.drain.signal;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which of the node exporter's series speak of the disk that pods and images fill. */
public final class FilesystemSeries {

    /** Where they may be mounted; volumes of pods are mounted below these, never at them. */
    public static final Set<String> MOUNTPOINTS =
            Set.of("/", "/var", "/local", "/var/lib/kubelet", "/var/lib/containerd");

    /** Held in memory, never written, or made of others. */
    public static final Set<String> LEFT_OUT_TYPES =
            Set.of("tmpfs", "ramfs", "overlay", "squashfs", "erofs", "iso9660", "nsfs");

    static final String SIZE = "node_filesystem_size_bytes";
    static final String AVAILABLE = "node_filesystem_avail_bytes";
    static final String FILES = "node_filesystem_files";
    static final String FREE_FILES = "node_filesystem_files_free";
    static final String READ_ONLY = "node_filesystem_readonly";

    /** The series that {@link FilesystemReader} reads. */
    public static final Set<String> NAMES = Set.of(SIZE, AVAILABLE, FILES, FREE_FILES, READ_ONLY);

    /** Long enough for two scrapes even where they are rare. */
    private static final String WINDOW = "5m";

    private FilesystemSeries() {}

    /**
     * The query for the series' last values with the times of their scrapes, which an instant
     * vector does not have: Prometheus repeats an old value for five minutes as if it were new.
     *
     * @param matchers further labels and their values
     */
    public static String query(Map<String, String> matchers) {
        StringBuilder query =
                new StringBuilder(
                        "{__name__=~\"%s\",mountpoint=~\"%s\",fstype!~\"%s\""
                                .formatted(
                                        anyOf(NAMES), anyOf(MOUNTPOINTS), anyOf(LEFT_OUT_TYPES)));
        new TreeMap<>(matchers)
                .forEach((label, value) ->
                        query.append(",%s=\"%s\"".formatted(label, escaped(value))));
        return query.append("}[").append(WINDOW).append(']').toString();
    }

    private static String anyOf(Collection<String> texts) {
        return String.join("|", new TreeSet<>(texts));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** Tells whether a sample is of a filesystem that counts. */
    static boolean counts(Sample sample) {
        return NAMES.contains(sample.label("__name__"))
                && MOUNTPOINTS.contains(sample.label("mountpoint"))
                && !LEFT_OUT_TYPES.contains(sample.label("fstype"));
    }
}
