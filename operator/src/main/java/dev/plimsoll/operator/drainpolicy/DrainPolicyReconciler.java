package dev.plimsoll.operator.drainpolicy;

import dev.plimsoll.core.drain.signal.Standing;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicyConditions;
import dev.plimsoll.core.drainpolicy.DrainPolicyPlan;
import dev.plimsoll.core.drainpolicy.DrainPolicyPlanner;
import dev.plimsoll.core.drainpolicy.DrainPolicySpec;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.drainpolicy.Watch;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.port.DrainPolicyMeters;
import dev.plimsoll.core.port.DrainPolicyView;
import dev.plimsoll.core.port.DrainPolicyWrites;
import dev.plimsoll.core.port.NodeDrainOrders;
import dev.plimsoll.core.port.NodeDrainView;
import dev.plimsoll.core.port.SignalSources;
import dev.plimsoll.core.port.WatchedNodeView;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.operator.queue.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows one policy at a time: asks how its nodes fare, plans, lets recovered nodes go, orders
 * drains, and writes down what it saw. Whoever carries the drains out is another.
 */
public final class DrainPolicyReconciler {

    /** How often each policy is looked at: kubelets measure, and Prometheus scrapes, as often. */
    public static final Duration EVERY = Duration.ofSeconds(30);

    private final DrainPolicyView policies;
    private final WatchedNodeView nodes;
    private final NodeDrainView drains;
    private final NodeDrainOrders orders;
    private final DrainPolicyWrites writes;
    private final DrainPolicyMeters meters;
    private final Inquiry inquiry;
    private final DrainPolicyTeller teller;
    private final Clock clock;
    private final Duration every;
    private final Map<String, Memory> memories = new HashMap<>();

    /** What is remembered of a policy: a new spec, or another policy of the name, begins anew. */
    private record Memory(String uid, long generation, Watch watch) {}

    /**
     * @param every how often a policy is looked at
     */
    public DrainPolicyReconciler(
            DrainPolicyView policies,
            WatchedNodeView nodes,
            NodeDrainView drains,
            NodeDrainOrders orders,
            DrainPolicyWrites writes,
            SignalSources sources,
            DrainPolicyTeller teller,
            DrainPolicyMeters meters,
            Clock clock,
            Duration every) {
        this.policies = policies;
        this.nodes = nodes;
        this.drains = drains;
        this.orders = orders;
        this.writes = writes;
        this.meters = meters;
        this.inquiry = new Inquiry(sources, clock);
        this.teller = teller;
        this.clock = clock;
        this.every = every;
    }

    /** Looks at the policy of this name. */
    public Result reconcile(String name) {
        if (!policies.ready() || !nodes.ready() || !drains.ready()) {
            return new Result.Retry("the cluster has not been seen yet");
        }
        Optional<DrainPolicy> found =
                policies.policies().stream()
                        .filter(policy -> policy.name().equals(name) && !policy.deleting())
                        .findFirst();
        if (found.isEmpty()) {
            memories.remove(name);
            meters.forget(name);
            return new Result.Settled(Optional.empty());
        }
        DrainPolicy policy = found.get();
        return switch (policy.spec()) {
            case Reading.Invalid(String problem) -> {
                List<Condition> conditions = DrainPolicyConditions.invalid(problem);
                yield write(
                        policy,
                        new DrainPolicyStatus(
                                policy.generation(), 0, 0, 0, 0, List.of(), conditions),
                        Optional.empty(),
                        clock.instant().plus(every));
            }
            case Reading.Valid(DrainPolicySpec spec) -> follow(policy, spec);
        };
    }

    private Result follow(DrainPolicy policy, DrainPolicySpec spec) {
        List<WatchedNode> chosen =
                nodes.nodes().stream()
                        .filter(node -> spec.nodeSelector().matches(node.node().labels()))
                        .toList();
        Inquiry.Findings findings = inquiry.ask(spec, chosen, nodes.nodes());
        List<Watch.Known> known = watch(policy).look(spec.triggers(), chosen, findings.evidence());
        DrainPolicyPlan plan =
                DrainPolicyPlanner.plan(policy, spec, known, drains.drains(), clock.instant());
        plan.letGo().forEach(drain -> letGo(policy, drain));
        Orders carried = new Orders(inquiry, orders, drains, nodes);
        Orders.Outcome outcome = carried.carryOut(policy, spec, plan);
        outcome.ordered()
                .forEach(drain -> {
                    meters.ordered(policy.name());
                    teller.ordered(policy, spec, drain);
                });
        DrainPolicyStatus status =
                new DrainPolicyStatus(
                        policy.generation(),
                        plan.matching(),
                        plan.over(),
                        plan.unknown(),
                        plan.draining() + outcome.ordered().size(),
                        outcome.entries().stream().limit(DrainPolicyStatus.MOST_NODES).toList(),
                        DrainPolicyConditions.of(
                                plan, known, findings.failure(), outcome.unsafe()));
        teller.drains(policy, spec, drains.drains());
        meters.status(policy.name(), status);
        return write(policy, status, Optional.of(spec), next(known));
    }

    /** In a while, or when a window is over. */
    private Instant next(List<Watch.Known> known) {
        Instant now = clock.instant();
        return known.stream()
                .flatMap(it -> it.worst().stream())
                .filter(it -> it.state() == Standing.State.RISING)
                .map(it -> it.since().plus(it.trigger().hold()))
                .filter(it -> it.isAfter(now))
                .min(Comparator.naturalOrder())
                .filter(it -> it.isBefore(now.plus(every)))
                .orElse(now.plus(every));
    }

    private Watch watch(DrainPolicy policy) {
        Memory memory = memories.get(policy.name());
        if (memory == null
                || !memory.uid.equals(policy.uid())
                || memory.generation != policy.generation()) {
            memory = new Memory(policy.uid(), policy.generation(), new Watch());
            memories.put(policy.name(), memory);
        }
        return memory.watch;
    }

    private void letGo(DrainPolicy policy, NodeDrain drain) {
        if (orders.cancel(drain) instanceof WriteOutcome.Done) {
            teller.letGo(policy, drain);
        }
    }

    /** Writes only what has changed. What is not written now is measured again in a moment. */
    private Result write(
            DrainPolicy policy,
            DrainPolicyStatus status,
            Optional<DrainPolicySpec> spec,
            Instant again) {
        if (!status.equals(policy.status())
                && writes.writeStatus(policy, status) instanceof WriteOutcome.Done) {
            teller.changed(policy, spec, status);
        }
        return new Result.Settled(Optional.of(again));
    }
}
