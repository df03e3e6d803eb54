package dev.plimsoll.kubernetes.drain;

import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainWait;
import dev.plimsoll.core.drain.Guard;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.port.DrainAlarm;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Wakes one drain when a watch shows that something it waits for has happened. Each change wakes it
 * at most once: where a watch and what the drain then sees do not agree, it is not woken again for
 * the same.
 */
final class PodAlarm implements DrainAlarm {

    private static final Duration GATHERING = Duration.ofMillis(200);

    private final PodAlarms alarms;
    private final Runnable wake;
    private final Map<String, SharedList<WatchedPod>> heard = new HashMap<>();
    private final Runnable listener = this::changed;
    private final Runnable budgetListener = this::budgetChanged;
    private @Nullable SharedList<WatchedBudget> budgets;
    private DrainWait wait = new DrainWait("", Set.of(), Map.of(), List.of());
    private boolean news;
    private boolean budgetNews;
    private boolean gathering;
    private boolean closed;

    PodAlarm(PodAlarms alarms, Runnable wake) {
        this.alarms = alarms;
        this.wake = wake;
    }

    @Override
    public synchronized boolean set(DrainWait next) {
        wait = next;
        if (closed || !next.forAnything()) {
            return false;
        }
        boolean live = follow(ofNode(next.node())).filter(SharedList::live).isPresent();
        for (Workload workload : next.replacements().keySet()) {
            live &= follow(ofNamespace(workload.namespace())).filter(SharedList::live).isPresent();
        }
        if (!next.blocked().isEmpty() && budgets == null) {
            budgets = alarms.listenToBudgets(budgetListener);
        }
        ring();
        return live;
    }

    private Optional<SharedList<WatchedPod>> follow(String path) {
        SharedList<WatchedPod> known = heard.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SharedList<WatchedPod>> pods = alarms.listen(path, listener);
        pods.ifPresent(one -> heard.put(path, one));
        return pods;
    }

    /** What one eviction has freed is soon used up by another: many such changes are one. */
    private synchronized void budgetChanged() {
        if (!gathering && !closed) {
            gathering = true;
            Thread.ofVirtual().start(this::gathered);
        }
    }

    private void gathered() {
        LockSupport.parkNanos(GATHERING.toNanos());
        synchronized (this) {
            gathering = false;
            budgetNews = true;
            ring();
        }
    }

    private synchronized void changed() {
        news = true;
        ring();
    }

    private void ring() {
        if (!closed && ((news && (ended() || replaced())) || (budgetNews && freed()))) {
            news = false;
            budgetNews = false;
            wake.run();
        }
    }

    private boolean ended() {
        SharedList<WatchedPod> pods = heard.get(ofNode(wait.node()));
        if (pods == null || !pods.seen() || wait.going().isEmpty()) {
            return false;
        }
        Set<String> running =
                pods.all()
                        .map(WatchedPod::pod)
                        .filter(pod -> !pod.finished())
                        .map(DrainPod::uid)
                        .collect(Collectors.toSet());
        return !running.containsAll(wait.going());
    }

    private boolean replaced() {
        return wait.replacements().entrySet().stream()
                .anyMatch(one -> readyPods(one.getKey()) >= one.getValue());
    }

    /** How many ready pods a workload has; -1 where that is not known. */
    private long readyPods(Workload workload) {
        SharedList<WatchedPod> pods = heard.get(ofNamespace(workload.namespace()));
        return pods == null || !pods.seen()
                ? -1
                : pods.all()
                        .map(WatchedPod::pod)
                        .filter(pod -> pod.ready() && !pod.deleting())
                        .filter(pod -> Workload.of(pod).filter(workload::equals).isPresent())
                        .count();
    }

    /** Tells whether no budget is in the way of some blocked pod any more. */
    private boolean freed() {
        SharedList<WatchedBudget> known = budgets;
        if (known == null || !known.seen() || wait.blocked().isEmpty()) {
            return false;
        }
        List<DisruptionBudget> all = known.all().map(WatchedBudget::budget).toList();
        return wait.blocked().stream().anyMatch(pod -> Guard.budget(pod, all).isEmpty());
    }

    private static String ofNode(String node) {
        return "/api/v1/pods?fieldSelector=spec.nodeName%3D" + node;
    }

    private static String ofNamespace(String namespace) {
        return "/api/v1/namespaces/" + namespace + "/pods";
    }

    @Override
    public void close() {
        Set<String> paths;
        synchronized (this) {
            closed = true;
            paths = Set.copyOf(heard.keySet());
            heard.clear();
        }
        paths.forEach(path -> alarms.forget(path, listener));
        alarms.forgetBudgets(budgetListener);
    }
}
