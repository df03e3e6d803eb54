package dev.plimsoll.core.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers what a drain has done and since when it waits; pods are known by their uid.
 *
 * @param going evicted, or being deleted by somebody else
 * @param blocked pods that something kept from being evicted when last looked at
 * @param deferred until when not to ask for a pod again
 * @param replacements how many ready pods a workload must have again
 * @param readyAtFirst how many it had when the drain began
 */
public record DrainProgress(
        Instant startedAt,
        Map<String, Going> going,
        Map<String, Blocked> blocked,
        Map<String, Instant> deferred,
        Map<Workload, Replacement> replacements,
        Map<Workload, Integer> readyAtFirst) {

    /** A pod on its way out. */
    public record Going(DrainPod pod, Instant since) {

        /** When the pod should have ended at the latest, by its own grace period. */
        Instant due() {
            Instant endsBy = pod.endsBy();
            return endsBy != null && endsBy.isAfter(since) ? endsBy : since;
        }
    }

    /**
     * A pod that cannot be evicted.
     *
     * @param why a clause about it
     * @param byServer the server said so, and may say otherwise when it is asked again
     */
    public record Blocked(DrainPod pod, Instant since, String why, boolean byServer) {}

    /** A workload that has lost a pod. */
    public record Replacement(int readyPods, Instant since) {}

    public DrainProgress {
        going = Map.copyOf(going);
        blocked = Map.copyOf(blocked);
        deferred = Map.copyOf(deferred);
        replacements = Map.copyOf(replacements);
        readyAtFirst = Map.copyOf(readyAtFirst);
    }

    /** A drain that begins now. */
    public static DrainProgress begun(Instant now) {
        return new DrainProgress(now, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    /**
     * Whose ready pods are to be counted at the next look: also of those whose pods are still on
     * their way out, so that the look that misses a pod shows its replacement too.
     */
    public Set<Workload> awaited(DrainOptions options) {
        if (!options.waitForReplacement()) {
            return Set.of();
        }
        Set<Workload> awaited = new HashSet<>(replacements.keySet());
        going.values().forEach(one -> Workload.of(one.pod()).ifPresent(awaited::add));
        return awaited;
    }

    /** Tells whether as many pods are on their way, or missing elsewhere, as may be. */
    public boolean full(DrainOptions options) {
        return going.size() + replacements.size() >= options.podsAtOnce();
    }

    /** What is waited for now; no budget is of interest while no pod more may go. */
    public DrainWait waits(String node, DrainOptions options) {
        return new DrainWait(
                node,
                going.keySet(),
                replacements.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, one -> one.getValue().readyPods())),
                blocked.values().stream()
                        .filter(one -> !full(options))
                        .filter(one -> !one.byServer() && one.pod().refusal().isEmpty())
                        .map(Blocked::pod)
                        .toList());
    }

    /** Takes in what is seen now. */
    public DrainProgress seen(DrainSight sight, DrainOptions options, Instant now) {
        List<DrainPod> leaving = sight.leaving();
        Map<String, DrainPod> here =
                leaving.stream().collect(Collectors.toMap(DrainPod::uid, pod -> pod));
        Map<Workload, Integer> atFirst = new HashMap<>(sight.readyPods());
        atFirst.putAll(readyAtFirst);

        Map<Workload, Replacement> missing = new HashMap<>(replacements);
        Map<String, Going> stillGoing = new HashMap<>();
        going.forEach((uid, one) -> {
            if (here.containsKey(uid)) {
                stillGoing.put(uid, new Going(here.get(uid), one.since()));
            } else if (options.waitForReplacement()) {
                Workload.of(one.pod())
                        .ifPresent(workload ->
                                missing.put(
                                        workload,
                                        new Replacement(atFirst.getOrDefault(workload, 0), now)));
            }
        });
        // One that was scaled down or rolled out meanwhile never has as many again.
        missing.entrySet()
                .removeIf(one ->
                        sight.readyPods().getOrDefault(one.getKey(), -1)
                                >= Math.min(
                                        one.getValue().readyPods(),
                                        sight.wantedPods()
                                                .getOrDefault(one.getKey(), Integer.MAX_VALUE)));
        leaving.stream()
                .filter(DrainPod::deleting)
                .forEach(pod -> stillGoing.putIfAbsent(pod.uid(), new Going(pod, now)));

        // What is evicted later has time until its turn comes.
        Tier turn = leaving.isEmpty() ? Tier.FINISHED : Tier.of(leaving.getFirst());
        Map<String, Blocked> stillBlocked = new HashMap<>();
        for (DrainPod pod : leaving) {
            if (Tier.of(pod) == turn && !stillGoing.containsKey(pod.uid())) {
                Optional<String> obstacle = Guard.obstacle(pod, sight.budgets(), options);
                Blocked before = blocked.get(pod.uid());
                if (obstacle.isPresent()) {
                    stillBlocked.put(pod.uid(), blocked(pod, obstacle.get(), false, now));
                } else if (before != null && before.byServer()) {
                    // Until it is let go: its time counts from the first refusal.
                    stillBlocked.put(pod.uid(), before);
                }
            }
        }
        Map<String, Instant> stillDeferred = new HashMap<>(deferred);
        stillDeferred.keySet().retainAll(new HashSet<>(here.keySet()));
        return new DrainProgress(
                startedAt, stillGoing, stillBlocked, stillDeferred, missing, atFirst);
    }

    private Blocked blocked(DrainPod pod, String why, boolean byServer, Instant now) {
        Blocked before = blocked.get(pod.uid());
        return new Blocked(pod, before == null ? now : before.since(), why, byServer);
    }

    /** Takes in that the server will let the pod go. */
    public DrainProgress evicted(DrainPod pod, Instant now) {
        Map<String, Going> more = new HashMap<>(going);
        more.put(pod.uid(), new Going(pod, now));
        return new DrainProgress(startedAt, more, blocked, deferred, replacements, readyAtFirst);
    }

    /**
     * Takes in that the server did not, or that nobody knows.
     *
     * @param why a clause about the pod
     */
    public DrainProgress refused(DrainPod pod, String why, Duration retryAfter, Instant now) {
        Map<String, Blocked> more = new HashMap<>(blocked);
        more.put(pod.uid(), blocked(pod, why, true, now));
        Map<String, Instant> later = new HashMap<>(deferred);
        later.put(pod.uid(), now.plus(retryAfter));
        return new DrainProgress(startedAt, going, more, later, replacements, readyAtFirst);
    }
}
