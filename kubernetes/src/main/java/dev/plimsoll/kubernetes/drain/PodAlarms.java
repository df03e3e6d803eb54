package dev.plimsoll.kubernetes.drain;

import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.kubernetes.connection.Cluster;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * Makes alarms from watches: one of the pods of each node that is being drained, and one of each
 * namespace in which drains wait for replacements, which all drains share. Each costs a connection,
 * so there is a limit to how many there are; what is over it is not watched.
 */
public final class PodAlarms implements AutoCloseable {

    private static final int MOST_WATCHES = 64;

    private final Cluster cluster;
    private final InstantSource clock;
    private final SplittableGenerator random;
    private final Map<String, SharedPods> watched = new HashMap<>();

    public PodAlarms(Cluster cluster, InstantSource clock) {
        this(cluster, clock, SplittableGenerator.of("L64X128MixRandom"));
    }

    /**
     * @param random jitters what the watches do
     */
    public PodAlarms(Cluster cluster, InstantSource clock, SplittableGenerator random) {
        this.cluster = cluster;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes an alarm for one drain; nothing is watched before it is set.
     *
     * @param wake called from any thread, and to return at once
     */
    public DrainAlarm alarm(Runnable wake) {
        return new PodAlarm(this, wake);
    }

    /** Listens to the pods of a list; empty where too many are watched already. */
    synchronized Optional<SharedPods> listen(String path, Runnable listener) {
        SharedPods pods = watched.get(path);
        if (pods == null) {
            if (watched.size() >= MOST_WATCHES) {
                return Optional.empty();
            }
            RandomGenerator own = random.split();
            pods = new SharedPods(cluster, path, clock, own);
            watched.put(path, pods);
        }
        pods.listen(listener);
        return Optional.of(pods);
    }

    void forget(String path, Runnable listener) {
        Optional<SharedPods> unused;
        synchronized (this) {
            SharedPods pods = watched.get(path);
            boolean last = pods != null && pods.forget(listener);
            unused = last ? Optional.ofNullable(watched.remove(path)) : Optional.empty();
        }
        unused.ifPresent(SharedPods::close);
    }

    /** Ends every watch. */
    @Override
    public void close() {
        Map<String, SharedPods> all;
        synchronized (this) {
            all = Map.copyOf(watched);
            watched.clear();
        }
        all.values().forEach(SharedPods::close);
    }
}
