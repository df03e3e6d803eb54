package dev.plimsoll.capacity.apply;

import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.port.ConsolidationMeters;
import dev.plimsoll.core.port.FleetSource;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.operator.capacity.ConsolidationReconciler;
import dev.plimsoll.operator.capacity.ConsolidationTeller;
import dev.plimsoll.operator.queue.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries a plan out as a ConsolidationPolicy in the mode Enforce would: one lot of drains after
 * the other, each on a new plan, until nothing more can go or something is amiss. The drains are
 * NodeDrains, which an operator carries out; one that was ordered goes on when the command ends.
 */
public final class PlanApplication {

    private static final Duration LOST_WRITE = Duration.ofSeconds(30);

    private final CommandPolicy policy;
    private final NodeDrainView drains;
    private final ConsolidationReconciler reconciler;
    private final Consumer<String> progress;
    private final Clock clock;
    private final Set<String> drained = new HashSet<>();
    private String told = "";
    private boolean changed;

    /** How it ended. */
    public sealed interface Outcome {

        /** Nothing more can go. */
        record Done(int drained) implements Outcome {}

        /**
         * It was given up.
         *
         * @param why a sentence
         */
        record Halted(String why) implements Outcome {}
    }

    /**
     * @param progress takes a line for whoever looks on
     */
    public PlanApplication(
            ConsolidationSpec spec,
            NodeDrainView drains,
            NodeDrainOrders orders,
            FleetSource fleets,
            Consumer<String> progress,
            Clock clock) {
        policy = new CommandPolicy(spec);
        this.drains = drains;
        this.progress = progress;
        this.clock = clock;
        reconciler =
                ConsolidationReconciler.first(
                        policy,
                        drains,
                        fleets,
                        orders,
                        policy,
                        new ConsolidationTeller((_, _, reason, note) -> event(reason, note)),
                        new Unmetered(),
                        clock,
                        LOST_WRITE);
    }

    /** A command publishes no metrics. */
    private static final class Unmetered implements ConsolidationMeters {
        @Override
        public void status(String name, ConsolidationStatus status) {}

        @Override
        public void forget(String name) {}
    }

    private void event(String reason, String note) {
        if (reason.equals("DrainOrdered")) {
            progress.accept(note);
        }
    }

    /** Hears of a drain; to be called from the thread that tells. */
    public synchronized void drainChanged(@Nullable NodeDrain before, @Nullable NodeDrain after) {
        changed = true;
        notifyAll();
    }

    /**
     * Goes on until the end.
     *
     * @throws InterruptedException where it was interrupted; drains that were ordered go on
     */
    public Outcome run() throws InterruptedException {
        while (true) {
            Result result = reconciler.reconcile(CommandPolicy.NAME);
            note();
            Optional<Condition> halted = policy.condition("Halted").filter(Condition::status);
            if (halted.isPresent()) {
                return new Outcome.Halted(halted.get().message());
            }
            Optional<Condition> planned = policy.condition("Planned");
            if (planned.filter(one -> one.reason().equals("NothingToRemove")).isPresent()
                    && drains.drains().stream().allMatch(NodeDrain::ended)) {
                return new Outcome.Done(drained.size());
            }
            rest(result);
        }
    }

    /** Tells what is waited for, once, and remembers the nodes that have been drained. */
    private void note() {
        policy.policies()
                .forEach(own ->
                        drains.drains().stream()
                                .filter(drain -> drain.labels().containsValue(own.uid()))
                                .filter(drain -> drain.status().phase() == Phase.SUCCEEDED)
                                .map(NodeDrain::name)
                                .forEach(drained::add));
        String now =
                policy.condition("Halted")
                        .filter(one -> !one.status())
                        .or(() -> policy.condition("Planned"))
                        .filter(one -> !one.reason().equals("Ordered"))
                        .map(Condition::message)
                        .orElse(told);
        if (!now.equals(told)) {
            told = now;
            progress.accept(now);
        }
    }

    private synchronized void rest(Result result) throws InterruptedException {
        Instant until =
                switch (result) {
                    case Result.Settled(Optional<Instant> revisitAt) ->
                            revisitAt.orElse(clock.instant().plusSeconds(10));
                    case Result.Later(Duration after, String _) -> clock.instant().plus(after);
                    case Result.Retry(String _) -> clock.instant().plusSeconds(1);
                };
        while (!changed && clock.instant().isBefore(until)) {
            wait(Math.max(1, Duration.between(clock.instant(), until).toMillis()));
        }
        changed = false;
    }
}
