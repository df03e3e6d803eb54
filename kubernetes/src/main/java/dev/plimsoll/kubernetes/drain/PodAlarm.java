package dev.plimsoll.kubernetes.drain;

import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.drain.DrainWait;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.port.DrainAlarm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Wakes one drain when a watch shows that something it waits for has happened. Each change wakes it
 * at most once: where a watch and what the drain then sees do not agree, it is not woken again for
 * the same.
 */
final class PodAlarm implements DrainAlarm {

    private final PodAlarms alarms;
    private final Runnable wake;
    private final Map<String, SharedPods> heard = new HashMap<>();
    private final Runnable listener = this::changed;
    private DrainWait wait = new DrainWait("", Set.of(), Map.of());
    private boolean news;
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
        boolean live = follow(ofNode(next.node())).filter(SharedPods::live).isPresent();
        for (Workload workload : next.replacements().keySet()) {
            live &= follow(ofNamespace(workload.namespace())).filter(SharedPods::live).isPresent();
        }
        ring();
        return live;
    }

    private Optional<SharedPods> follow(String path) {
        SharedPods known = heard.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SharedPods> pods = alarms.listen(path, listener);
        pods.ifPresent(one -> heard.put(path, one));
        return pods;
    }

    private synchronized void changed() {
        news = true;
        ring();
    }

    private void ring() {
        if (news && !closed && happened()) {
            news = false;
            wake.run();
        }
    }

    private boolean happened() {
        return ended() || replaced();
    }

    private boolean ended() {
        SharedPods pods = heard.get(ofNode(wait.node()));
        if (pods == null || !pods.seen() || wait.going().isEmpty()) {
            return false;
        }
        Set<String> running =
                pods.pods()
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
        SharedPods pods = heard.get(ofNamespace(workload.namespace()));
        return pods == null || !pods.seen()
                ? -1
                : pods.pods()
                        .filter(pod -> pod.ready() && !pod.deleting())
                        .filter(pod -> Workload.of(pod).filter(workload::equals).isPresent())
                        .count();
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
    }
}
