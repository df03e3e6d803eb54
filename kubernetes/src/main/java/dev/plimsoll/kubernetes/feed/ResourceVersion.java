package dev.plimsoll.kubernetes.feed;

/**
 * Orders resource versions. Kubernetes promises since 1.35 that they may be compared as numbers
 * (KEP-5504); with etcd they have always been its revision.
 */
public final class ResourceVersion {

    /** Comes before every other. */
    public static final long NONE = 0;

    private ResourceVersion() {}

    /** Reads a version; {@link #NONE} where it is no number. */
    public static long of(String version) {
        try {
            return Math.max(NONE, Long.parseLong(version));
        } catch (NumberFormatException e) {
            return NONE;
        }
    }
}
