package dev.plimsoll.kubernetes.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The nodes of a fake cluster and their history, as etcd would have it. */
public final class Cloud {

    /** One change; the object as it was after it, or last. */
    public record Change(long version, String type, String object) {}

    /** All nodes at one version. */
    public record Moment(long version, List<String> nodes) {}

    private final Map<String, String> nodes = new TreeMap<>();
    private final Map<String, Long> versions = new TreeMap<>();
    private final List<Change> history = new ArrayList<>();
    private long version = 1000;
    private long oldest = 1000;
    private int births;

    /** Makes a node of a new uid. */
    public synchronized void create(String name) {
        births++;
        put(name, "ADDED", "uid-" + births, "zone-a");
    }

    /** Gives a node another label value. */
    public synchronized void relabel(String name, String value) {
        String uid = nodes.getOrDefault(name, "").replaceAll(".*\"uid\":\"([^\"]*)\".*", "$1");
        put(name, "MODIFIED", uid, value);
    }

    private void put(String name, String type, String uid, String zone) {
        version++;
        String json = node(name, uid, version, zone);
        nodes.put(name, json);
        versions.put(name, version);
        happened(type, json);
    }

    public synchronized void delete(String name) {
        version++;
        String last = nodes.remove(name);
        versions.remove(name);
        happened(
                "DELETED",
                String.valueOf(last)
                        .replaceAll(
                                "\"resourceVersion\":\"[0-9]+\"",
                                "\"resourceVersion\":\"" + version + "\""));
    }

    private void happened(String type, String json) {
        history.add(new Change(version, type, json));
        notifyAll();
    }

    /** Does something that no watch will ever tell of. */
    public synchronized void secretly(Runnable change) {
        int known = history.size();
        change.run();
        history.subList(known, history.size()).clear();
    }

    /** Forgets the history: who wants to continue from before is told 410. */
    public synchronized void compact() {
        history.clear();
        oldest = version;
    }

    /** Restores an old backup: versions begin again from far below. */
    public synchronized void setBack(long to) {
        history.clear();
        version = to;
        oldest = to;
        for (String name : List.copyOf(nodes.keySet())) {
            relabel(name, "restored");
        }
        history.clear();
    }

    public synchronized long version() {
        return version;
    }

    public synchronized boolean tooOld(long from) {
        return from < oldest;
    }

    /** The resource version of every node, by name: what a full list shows. */
    public synchronized Map<String, Long> state() {
        return new TreeMap<>(versions);
    }

    public synchronized Moment moment() {
        return new Moment(version, List.copyOf(nodes.values()));
    }

    /** Waits for changes after a version; empty when none came in time. */
    public synchronized List<Change> after(long from, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            List<Change> news = history.stream().filter(change -> change.version() > from).toList();
            long left = end - System.nanoTime();
            if (!news.isEmpty() || left <= 0) {
                return news;
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** The JSON of a node. */
    public static String node(String name, String uid, long version, String zone) {
        return """
        {"metadata":{"name":"%s","uid":"%s","resourceVersion":"%d",\
        "creationTimestamp":"2026-11-22T00:00:00Z","labels":{"zone":"%s"}},\
        "spec":{},"status":{"conditions":[{"type":"Ready","status":"True",\
        "lastTransitionTime":"2026-11-22T00:00:10Z"}]}}\
        """
                .formatted(name, uid, version, zone);
    }
}
