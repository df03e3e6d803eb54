package dev.plimsoll.kubernetes.drain;

import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.kubernetes.connection.Cluster;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes alarms from watches: one of the pods of each node that is being drained, one of each
 * namespace in which drains wait for replacements, and one of the disruption budgets. Drains share
 * them. Each costs a connection, so there is a limit to how many there are; what is over it is not
 * watched.
 */
public final class PodAlarms implements AutoCloseable {

    private static final int MOST_WATCHES = 64;

    private final Cluster cluster;
    private final InstantSource clock;
    private final SplittableGenerator random;
    private final Map<String, SharedList<WatchedPod>> watched = new HashMap<>();
    private @Nullable SharedList<WatchedBudget> budgets;

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
    synchronized Optional<SharedList<WatchedPod>> listen(String path, Runnable listener) {
        SharedList<WatchedPod> pods = watched.get(path);
        if (pods == null) {
            if (watched.size() >= MOST_WATCHES) {
                return Optional.empty();
            }
            pods = new SharedList<>(cluster, WatchedPod.type(path), clock, random.split());
            watched.put(path, pods);
        }
        pods.listen(listener);
        return Optional.of(pods);
    }

    void forget(String path, Runnable listener) {
        Optional<SharedList<WatchedPod>> unused;
        synchronized (this) {
            SharedList<WatchedPod> pods = watched.get(path);
            boolean last = pods != null && pods.forget(listener);
            unused = last ? Optional.ofNullable(watched.remove(path)) : Optional.empty();
        }
        unused.ifPresent(SharedList::close);
    }

    /** Listens to all budgets; they stay watched once somebody has. */
    synchronized SharedList<WatchedBudget> listenToBudgets(Runnable listener) {
        SharedList<WatchedBudget> all = budgets;
        if (all == null) {
            all = new SharedList<>(cluster, WatchedBudget.type(), clock, random.split());
            budgets = all;
        }
        all.listen(listener);
        return all;
    }

    synchronized void forgetBudgets(Runnable listener) {
        if (budgets != null) {
            var _ = budgets.forget(listener);
        }
    }

    /** Ends every watch. */
    @Override
    public void close() {
        List<SharedList<?>> all;
        synchronized (this) {
            all = new ArrayList<>(watched.values());
            if (budgets != null) {
                all.add(budgets);
            }
            watched.clear();
            budgets = null;
        }
        all.forEach(SharedList::close);
    }
}
