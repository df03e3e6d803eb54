package dev.plimsoll.core.drain;

import dev.plimsoll.core.drain.DrainMove.Await;
import dev.plimsoll.core.drain.DrainMove.CordonNode;
import dev.plimsoll.core.drain.DrainMove.Delete;
import dev.plimsoll.core.drain.DrainMove.Evict;
import dev.plimsoll.core.drain.DrainMove.Finish;
import dev.plimsoll.core.drain.DrainMove.GiveUp;
import dev.plimsoll.core.drain.DrainProgress.Blocked;
import dev.plimsoll.core.drain.DrainProgress.Going;
import dev.plimsoll.core.drain.DrainProgress.Replacement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a drain does next. Nothing is touched on a node with a pod that would be lost; the
 * next tier waits until the one before it has gone; a pod that cannot be evicted holds up its tier
 * for the pod time-out and then ends the drain (or is deleted, where force says so), before
 * anything more important is touched. A node that somebody else is removing is left to them.
 */
public final class DrainDecision {

    private DrainDecision() {}

    /**
     * @param progress with {@link DrainProgress#seen} of this sight already
     */
    public static DrainMove next(
            DrainSight sight, DrainProgress progress, DrainOptions options, Instant now) {
        List<DrainPod> leaving = sight.leaving();
        boolean left = leaving.isEmpty() && progress.replacements().isEmpty();
        if (left && sight.cordon() != Cordon.NONE) {
            // However long it took.
            return new Finish();
        }
        Optional<DrainMove> end =
                lost(leaving, options)
                        .or(() -> overdue(progress, options, now))
                        .or(() -> tooLong(leaving, progress, options, now));
        if (end.isPresent()) {
            return end.get();
        }
        Optional<String> remover = Removal.by(sight.node());
        if (remover.isPresent()) {
            return new Await(remover.get());
        }
        if (sight.cordon() == Cordon.NONE) {
            return new CordonNode();
        }
        if (progress.full(options)) {
            return new Await(waiting(progress));
        }
        return leaving.stream()
                .filter(pod -> Tier.of(pod) == Tier.of(leaving.getFirst()))
                .filter(pod -> !progress.going().containsKey(pod.uid()))
                .filter(pod -> {
                    Blocked blocked = progress.blocked().get(pod.uid());
                    return mayAsk(blocked) || toBeDeleted(blocked, options, now);
                })
                .filter(pod -> !progress.deferred().getOrDefault(pod.uid(), now).isAfter(now))
                .findFirst()
                .<DrainMove>map(pod ->
                        toBeDeleted(progress.blocked().get(pod.uid()), options, now)
                                ? new Delete(pod)
                                : new Evict(pod))
                .orElseGet(() -> new Await(waiting(progress)));
    }

    /** Tells whether the pod has been kept from leaving for so long that force is called for. */
    private static boolean toBeDeleted(
            @Nullable Blocked blocked, DrainOptions options, Instant now) {
        return options.force() == Force.DELETE_AFTER_TIMEOUT
                && blocked != null
                && late(blocked.since(), options.podTimeout(), now);
    }

    private static boolean mayAsk(@Nullable Blocked blocked) {
        return blocked == null || blocked.byServer();
    }

    /** A pod that nobody makes anew is not to die with its node. */
    private static Optional<DrainMove> lost(List<DrainPod> leaving, DrainOptions options) {
        return leaving.stream()
                .filter(pod -> Tier.of(pod) == Tier.UNMANAGED && !pod.deleting())
                .filter(pod -> !options.unmanagedToo())
                .findFirst()
                .map(pod ->
                        new GiveUp(
                                "The pod %s has no controller that would make it anew, and force was not asked."
                                        .formatted(pod.key())));
    }

    private static Optional<DrainMove> overdue(
            DrainProgress progress, DrainOptions options, Instant now) {
        Optional<String> going =
                progress.going().values().stream()
                        .filter(one -> late(one.due(), options.podTimeout(), now))
                        .min(Comparator.comparing(Going::since))
                        .map(one ->
                                "The pod %s was let go and has not ended for %s."
                                        .formatted(one.pod().key(), age(one.since(), now)));
        Optional<String> blocked =
                progress.blocked().values().stream()
                        .filter(one -> late(one.since(), options.podTimeout(), now))
                        .filter(one -> !toBeDeleted(one, options, now))
                        .min(Comparator.comparing(Blocked::since))
                        .map(one ->
                                "The pod %s could not be evicted for %s: it %s."
                                        .formatted(
                                                one.pod().key(), age(one.since(), now), one.why()));
        Optional<String> replacement =
                progress.replacements().entrySet().stream()
                        .filter(one -> late(one.getValue().since(), options.podTimeout(), now))
                        .min(Comparator.comparing(one -> one.getValue().since()))
                        .map(one ->
                                "%s has had fewer than %d ready pods for %s."
                                        .formatted(
                                                one.getKey(),
                                                one.getValue().readyPods(),
                                                age(one.getValue().since(), now)));
        return going.or(() -> blocked).or(() -> replacement).map(GiveUp::new);
    }

    private static Optional<DrainMove> tooLong(
            List<DrainPod> leaving, DrainProgress progress, DrainOptions options, Instant now) {
        return late(progress.startedAt(), options.timeout(), now)
                ? Optional.of(
                        new GiveUp(
                                "The drain has taken %s, and %d pods have not gone."
                                        .formatted(age(progress.startedAt(), now), leaving.size())))
                : Optional.empty();
    }

    private static boolean late(Instant since, Duration atMost, Instant now) {
        return Duration.between(since, now).compareTo(atMost) > 0;
    }

    private static String age(Instant since, Instant now) {
        return Duration.between(since, now).toSeconds() + " s";
    }

    private static String waiting(DrainProgress progress) {
        Optional<String> going =
                progress.going().values().stream()
                        .min(Comparator.comparing(Going::since))
                        .map(one -> "The pod %s is ending.".formatted(one.pod().key()));
        Optional<String> replacement =
                progress.replacements().entrySet().stream()
                        .min(Comparator.comparing(one -> one.getValue().since()))
                        .map(DrainDecision::waiting);
        Optional<String> blocked =
                progress.blocked().values().stream()
                        .min(Comparator.comparing(Blocked::since))
                        .map(one -> "The pod %s %s.".formatted(one.pod().key(), one.why()));
        return going.or(() -> replacement).or(() -> blocked).orElse("The server asked to wait.");
    }

    private static String waiting(Map.Entry<Workload, Replacement> one) {
        return "%s is to have %d ready pods again."
                .formatted(one.getKey(), one.getValue().readyPods());
    }
}
