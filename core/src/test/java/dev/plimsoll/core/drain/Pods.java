package dev.plimsoll.core.drain;

import dev.plimsoll.core.fleet.OwnerReference;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes pods of the node {@code node} for tests, ready and free to go. */
record Pods(DrainPod pod) {

    static Pods of(String kind, String name) {
        return new Pods(
                new DrainPod(
                        "shop",
                        name,
                        "uid-" + name,
                        "node",
                        false,
                        false,
                        kind.isEmpty() ? null : new OwnerReference(kind, "owner"),
                        0,
                        Map.of("app", "web"),
                        Set.of(),
                        true,
                        null,
                        ""));
    }

    static DrainPod stateless(String name) {
        return of("ReplicaSet", name).pod();
    }

    Pods uid(String uid) {
        return new Pods(
                new DrainPod(
                        pod.namespace(),
                        pod.name(),
                        uid,
                        pod.nodeName(),
                        pod.finished(),
                        pod.mirror(),
                        pod.controller(),
                        pod.priority(),
                        pod.labels(),
                        pod.claims(),
                        pod.ready(),
                        pod.endsBy(),
                        pod.refusal()));
    }

    Pods priority(int priority) {
        return with(pod.finished(), pod.mirror(), priority, pod.claims(), pod.endsBy(), "");
    }

    Pods claim(String claim) {
        return with(pod.finished(), pod.mirror(), pod.priority(), Set.of(claim), pod.endsBy(), "");
    }

    Pods asFinished() {
        return with(true, pod.mirror(), pod.priority(), pod.claims(), pod.endsBy(), "");
    }

    Pods asMirror() {
        return with(pod.finished(), true, pod.priority(), pod.claims(), pod.endsBy(), "");
    }

    Pods endsBy(Instant time) {
        return with(pod.finished(), pod.mirror(), pod.priority(), pod.claims(), time, "");
    }

    Pods refusing(String refusal) {
        return with(
                pod.finished(), pod.mirror(), pod.priority(), pod.claims(), pod.endsBy(), refusal);
    }

    Pods unready() {
        return new Pods(
                new DrainPod(
                        pod.namespace(),
                        pod.name(),
                        pod.uid(),
                        pod.nodeName(),
                        pod.finished(),
                        pod.mirror(),
                        pod.controller(),
                        pod.priority(),
                        pod.labels(),
                        pod.claims(),
                        false,
                        pod.endsBy(),
                        pod.refusal()));
    }

    private Pods with(
            boolean finished,
            boolean mirror,
            int priority,
            Set<String> claims,
            @Nullable Instant endsBy,
            String refusal) {
        return new Pods(
                new DrainPod(
                        pod.namespace(),
                        pod.name(),
                        pod.uid(),
                        pod.nodeName(),
                        finished,
                        mirror,
                        pod.controller(),
                        priority,
                        pod.labels(),
                        claims,
                        pod.ready(),
                        endsBy,
                        refusal));
    }
}
