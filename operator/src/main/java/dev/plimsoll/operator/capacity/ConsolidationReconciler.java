package dev.plimsoll.operator.capacity;

import dev.plimsoll.core.capacity.consolidate.ConsolidateFleet;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlan.Removal;
import dev.plimsoll.core.capacity.consolidate.ConsolidatePlanner;
import dev.plimsoll.core.capacity.policy.ConsolidationDecision;
import dev.plimsoll.core.capacity.policy.ConsolidationDrains;
import dev.plimsoll.core.capacity.policy.ConsolidationMove;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationReport;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.port.ConsolidationMeters;
import dev.plimsoll.core.port.ConsolidationPolicyView;
import dev.plimsoll.core.port.ConsolidationWrites;
import dev.plimsoll.core.port.FleetSource;
import dev.plimsoll.core.port.FleetSource.Look;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.operator.queue.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Carries one policy a step further: reads the fleet, plans, orders drains, tells. A drain whose
 * order may yet arrive counts as ordered: until a lost write cannot arrive any more, no other is.
 */
public final class ConsolidationReconciler {

    /** A fleet that could not be read is read again no later than this. */
    private static final Duration UNREAD = Duration.ofMinutes(1);

    /** So that the name of a drain stays below 253 characters. */
    private static final int LONGEST_START = 230;

    private final ConsolidationPolicyView policies;
    private final NodeDrainView drains;
    private final FleetSource fleets;
    private final NodeDrainOrders orders;
    private final ConsolidationWrites writes;
    private final ConsolidationTeller teller;
    private final ConsolidationMeters meters;
    private final InstantSource clock;
    private final Duration lostWrite;

    /** Before this, an order that nobody saw answered may still arrive; MIN is not known yet. */
    private Instant ordersFrom = Instant.MIN;

    /** Makes one that takes over from another process, whose last order may yet arrive. */
    public ConsolidationReconciler(
            ConsolidationPolicyView policies,
            NodeDrainView drains,
            FleetSource fleets,
            NodeDrainOrders orders,
            ConsolidationWrites writes,
            ConsolidationTeller teller,
            ConsolidationMeters meters,
            InstantSource clock,
            Duration lostWrite) {
        this.policies = policies;
        this.drains = drains;
        this.fleets = fleets;
        this.orders = orders;
        this.writes = writes;
        this.teller = teller;
        this.meters = meters;
        this.clock = clock;
        this.lostWrite = lostWrite;
    }

    /**
     * Makes one whose policies no other process has followed.
     *
     * @param lostWrite for how long a write whose answer was lost may still arrive
     */
    public static ConsolidationReconciler first(
            ConsolidationPolicyView policies,
            NodeDrainView drains,
            FleetSource fleets,
            NodeDrainOrders orders,
            ConsolidationWrites writes,
            ConsolidationTeller teller,
            ConsolidationMeters meters,
            InstantSource clock,
            Duration lostWrite) {
        ConsolidationReconciler reconciler =
                new ConsolidationReconciler(
                        policies, drains, fleets, orders, writes, teller, meters, clock, lostWrite);
        reconciler.ordersFrom = Instant.EPOCH;
        return reconciler;
    }

    /** Looks at the policy of this name. */
    public Result reconcile(String name) {
        if (!policies.ready() || !drains.ready()) {
            return new Result.Retry("the cluster has not been seen yet");
        }
        if (ordersFrom.equals(Instant.MIN)) {
            // The leader before this one may have ordered right before it ended.
            ordersFrom = clock.instant().plus(lostWrite);
        }
        Optional<ConsolidationPolicy> policy =
                policies.policies().stream()
                        .filter(one -> one.name().equals(name) && !one.deleting())
                        .findFirst();
        if (policy.isEmpty()) {
            meters.forget(name);
            return new Result.Settled(Optional.empty());
        }
        return switch (policy.get().spec()) {
            case Reading.Invalid(String problem) ->
                    tell(
                            policy.get(),
                            ConsolidationReport.invalid(policy.get(), problem),
                            new Result.Settled(Optional.empty()));
            case Reading.Valid(ConsolidationSpec spec) -> follow(policy.get(), spec);
        };
    }

    private Result follow(ConsolidationPolicy policy, ConsolidationSpec spec) {
        Optional<ConsolidationMove> early =
                ConsolidationDecision.beforePlanning(policy, spec, drains.drains());
        if (early.isPresent()) {
            return tell(
                    policy,
                    ConsolidationReport.moved(policy, drains.drains(), early.get()),
                    after(spec.every()));
        }
        return switch (fleets.read()) {
            case Look.Failed(String why) ->
                    tell(
                            policy,
                            ConsolidationReport.unread(policy, drains.drains(), why),
                            after(spec.every().compareTo(UNREAD) < 0 ? spec.every() : UNREAD));
            case Look.Seen(ConsolidateFleet fleet) -> plan(policy, spec, fleet);
        };
    }

    private Result plan(
            ConsolidationPolicy policy, ConsolidationSpec spec, ConsolidateFleet fleet) {
        ConsolidatePlan plan = new ConsolidatePlanner(spec.options()).plan(fleet);
        ConsolidationMove move =
                ConsolidationDecision.next(policy, spec, drains.drains(), fleet, plan);
        Result next = after(spec.every());
        if (move instanceof ConsolidationMove.Order order) {
            if (clock.instant().isBefore(ordersFrom)) {
                return new Result.Settled(Optional.of(ordersFrom));
            }
            next = order(policy, spec, order).orElse(next);
        }
        return tell(
                policy,
                ConsolidationReport.planned(
                        policy, spec, drains.drains(), fleet, plan, move, clock.instant()),
                next);
    }

    /** Orders the drains; what is wrong with one keeps the rest for the next plan. */
    private Optional<Result> order(
            ConsolidationPolicy policy, ConsolidationSpec wanted, ConsolidationMove.Order order) {
        for (Removal removal : order.removals()) {
            NodeDrainSpec spec =
                    new NodeDrainSpec(
                            removal.node(),
                            "ConsolidationPolicy %s: its pods fit on the other nodes."
                                    .formatted(policy.name()),
                            DrainOptions.STANDARD,
                            wanted.end(),
                            true,
                            false);
            WriteOutcome<?> outcome =
                    orders.create(
                            drainName(removal.node()), ConsolidationDrains.labels(policy), spec);
            if (outcome instanceof WriteOutcome.Doubtful) {
                ordersFrom = clock.instant().plus(lostWrite);
            }
            if (!(outcome instanceof WriteOutcome.Done)) {
                return Optional.of(new Result.Retry(outcome.toString()));
            }
            teller.ordered(policy, removal);
        }
        return Optional.empty();
    }

    /** A node may be drained more than once, and its history stays. */
    private String drainName(String node) {
        String time = Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
        String start = node.substring(0, Math.min(node.length(), LONGEST_START));
        return start.replaceAll("[.-]+$", "") + "-" + time;
    }

    private Result tell(ConsolidationPolicy policy, ConsolidationStatus status, Result next) {
        teller.tell(policy, status);
        meters.status(policy.name(), status);
        boolean told =
                status.equals(policy.status())
                        || writes.writeStatus(policy, status) instanceof WriteOutcome.Done;
        return told ? next : new Result.Retry("the status could not be written");
    }

    private Result after(Duration time) {
        return new Result.Settled(Optional.of(clock.instant().plus(time)));
    }
}
