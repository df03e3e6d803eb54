package dev.plimsoll.serve;

import dev.plimsoll.kubernetes.connection.ApiException;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.connection.Deadlines;
import dev.plimsoll.kubernetes.lease.KubernetesLeaseStore;
import dev.plimsoll.operator.leadership.ElectionLoop;
import dev.plimsoll.operator.leadership.ElectionTimes;
import dev.plimsoll.operator.leadership.Elector;
import dev.plimsoll.operator.leadership.LeadershipListener;
import dev.plimsoll.operator.leadership.LeaseFence;
import dev.plimsoll.operator.leadership.WriteGate;
import dev.plimsoll.serve.job.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Competes for the lease with every other operator of the cluster. */
final class Leadership implements AutoCloseable {

    static final ElectionTimes TIMES = ElectionTimes.STANDARD;

    private static final String LEASE = "plimsoll";
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    private final Cluster unfenced;
    private final KubernetesLeaseStore store;
    private final Elector elector;
    private final ElectionLoop loop;
    private final String identity;

    Leadership(
            OperatorSettings settings,
            LeaseFence fence,
            WriteGate gate,
            LeadershipListener listener,
            Clock clock,
            RandomGenerator random)
            throws ApiException {
        // A process that starts anew must not take itself for the one before it.
        identity = settings.instance() + "_" + UUID.randomUUID();
        unfenced =
                new Cluster(
                        settings.cluster(), Deadlines.STANDARD.withRequest(TIMES.requestTimeout()));
        store = new KubernetesLeaseStore(unfenced, settings.leaseNamespace(), LEASE);
        elector =
                new Elector(
                        identity,
                        TIMES,
                        store,
                        fence,
                        gate,
                        listener,
                        System::nanoTime,
                        clock,
                        random);
        loop = new ElectionLoop(elector, TIMES.lease());
    }

    void start() {
        loop.start();
    }

    /** The way to the cluster that no fence closes: for the lease, and for what is no work. */
    Cluster unfenced() {
        return unfenced;
    }

    /** By what other processes tell this one from themselves. */
    String identity() {
        return identity;
    }

    boolean leads() {
        return elector.fence().open();
    }

    /** Never unready: a follower is as good as a leader in its place. */
    Check readiness() {
        String holder = elector.standing().holder();
        String sentence =
                leads()
                        ? "This process leads."
                        : holder.isEmpty()
                                ? "No process is known to lead."
                                : "%s leads.".formatted(holder);
        return new Check("lease", true, sentence);
    }

    Check liveness() {
        Duration age = elector.sinceStep();
        return new Check(
                "election",
                age.compareTo(LONGEST_STEP) < 0,
                "Its last step was %d s ago.".formatted(age.toSeconds()));
    }

    /** Closes the fence at once, waits for the writes under way, and gives the lease back. */
    @Override
    public void close() {
        loop.close();
        store.close();
    }
}
