package dev.plimsoll.core.drain;

/**
 * Ranks pods by how much is lost when they move: the order of the constants is that of eviction,
 * and those from {@link #DAEMON_SET} on are never evicted.
 */
public enum Tier {
    /** Its controller makes it anew anywhere. */
    STATELESS("Stateless"),
    /** Nobody makes it anew. */
    UNMANAGED("Unmanaged"),
    /** It has an identity or a volume to take along. */
    STATEFUL("Stateful"),
    /** Of a priority class that the cluster itself lives on. */
    CRITICAL("Critical"),
    /** Made for this very node. */
    DAEMON_SET("DaemonSet"),
    /** Run by the kubelet from a file. */
    STATIC("Static"),
    /** It runs no more. */
    FINISHED("Finished");

    /**
     * The lowest priority of the built-in critical classes.
     *
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.34.4/pkg/apis/scheduling/types.go">SystemCriticalPriority</a>
     */
    private static final int CRITICAL_PRIORITY = 2_000_000_000;

    private final String text;

    Tier(String text) {
        this.text = text;
    }

    /** Finds a pod's tier. */
    public static Tier of(DrainPod pod) {
        String kind = pod.owner().map(owner -> owner.kind()).orElse("");
        if (pod.finished()) {
            return FINISHED;
        }
        if (pod.mirror() || kind.equals("Node")) {
            return STATIC;
        }
        if (kind.equals("DaemonSet")) {
            return DAEMON_SET;
        }
        if (kind.isEmpty()) {
            return UNMANAGED;
        }
        if (pod.priority() >= CRITICAL_PRIORITY) {
            return CRITICAL;
        }
        return kind.equals("StatefulSet") || !pod.claims().isEmpty() ? STATEFUL : STATELESS;
    }

    /** Tells whether pods of this tier leave the node before it ends. */
    public boolean evicted() {
        return compareTo(DAEMON_SET) < 0;
    }

    /** As it stands in JSON. */
    @Override
    public String toString() {
        return text;
    }
}
