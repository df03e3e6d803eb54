package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.port.DrainAlarm;
import dev.plimsoll.operator.drain.Deaf;
import dev.plimsoll.operator.queue.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Drives the drain job in no time, and starts it anew where it crashes. */
final class PaperOperator extends Clock {

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final int MOST_TURNS = 100_000;

    final List<String> events = new ArrayList<>();
    private final PaperDrains drains;
    private final PaperCluster cluster;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private DrainReconciler reconciler;
    int crashed;

    PaperOperator(CrashPoints crashes) {
        drains = new PaperDrains(crashes);
        cluster = new PaperCluster(crashes, () -> now);
        reconciler = started();
    }

    PaperDrains drains() {
        return drains;
    }

    PaperCluster cluster() {
        return cluster;
    }

    private DrainReconciler started() {
        return new DrainReconciler(
                drains,
                drains,
                new DrainSenses(_ -> cluster, _ -> DrainAlarm.NONE),
                new Ends(cluster, cluster),
                new Deaf(),
                (subject, severity, reason, note) ->
                        events.add(subject.name() + " " + reason + ": " + note),
                History.STANDARD,
                this);
    }

    /** Goes on until something holds, all drains in turn. */
    void until(BooleanSupplier holds) {
        for (int turn = 0; !holds.getAsBoolean(); turn++) {
            if (turn > MOST_TURNS) {
                throw new AssertionError("It never holds: " + drains.drains());
            }
            turn();
        }
    }

    void turn() {
        drains.drains().forEach(drain -> reconcile(drain.name()));
        now = now.plusMillis(100);
    }

    private void reconcile(String name) {
        try {
            if (reconciler.reconcile(name) instanceof Result.Retry) {
                now = now.plus(AFTER_A_FAILURE);
            }
        } catch (Crash crash) {
            crashed++;
            now = now.plusSeconds(16);
            reconciler = started();
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Tells whether the drain has ended and nothing is left to be done with it. */
    boolean over(String name) {
        var drain = drains.drain(name);
        return drain == null || (drain.ended() && !drain.finalized());
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
