package dev.plimsoll.simulation;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.LabelPolicyView;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.LeaseStore;
import dev.plimsoll.core.port.NodeView;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One life of a program under simulation, from its start to its death: woken, and stepped. */
public interface DrivenOperator {

    /** Hears of a node, after its view shows the change. */
    void nodeChanged(@Nullable Node before, @Nullable Node after);

    /** Hears of a policy, after its view shows the change. */
    void policyChanged(@Nullable LabelPolicy before, @Nullable LabelPolicy after);

    /**
     * Does one piece of work that is due.
     *
     * @return false where nothing was due
     */
    boolean step();

    /** Tells when a step will next find something; empty where only an event can tell. */
    Optional<Instant> nextDue();

    /**
     * Does one step of competing for the lease, which a thread of its own does.
     *
     * @return false where nothing was due
     */
    default boolean stepElection() {
        return false;
    }

    /** Tells when {@link #stepElection} is next due; empty where nobody competes. */
    default Optional<Instant> nextElection() {
        return Optional.empty();
    }

    /** Starts a program that knows nothing yet. */
    @FunctionalInterface
    interface Program {
        DrivenOperator start(Ports ports);
    }

    /**
     * What a program is given to see and touch the cluster.
     *
     * @param lease that all operators of the cluster compete for
     * @param relist forgets what the views show, and lists all anew
     * @param random for its backoff and the like; another stream at each start
     */
    record Ports(
            NodeView nodes,
            LabelPolicyView policies,
            LabelWrites writes,
            LeaseStore lease,
            Runnable relist,
            Clock clock,
            RandomGenerator random) {}
}
