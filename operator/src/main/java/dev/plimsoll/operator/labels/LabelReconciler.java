package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPlan;
import dev.plimsoll.core.labels.LabelPlanner;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.LabelMeters;
import dev.plimsoll.core.port.LabelPolicyView;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.MonotonicClock;
import dev.plimsoll.core.port.NodeView;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.operator.queue.Result;
import dev.plimsoll.operator.queue.WriteBudget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Holds one policy's labels where its plan wants them: observes, plans, acts, tells. It does one
 * policy at a time and keeps nothing that it could not do without after a restart.
 */
public final class LabelReconciler {

    /**
     * For how long a write whose answer was lost may still arrive: longer than an API server works
     * on a request, which its {@code --request-timeout} limits to 60 s.
     */
    public static final Duration LOST_WRITE = Duration.ofSeconds(90);

    private final NodeView nodes;
    private final LabelPolicyView policies;
    private final LabelWrites writes;
    private final LabelMeters meters;
    private final LabelActuator actuator;
    private final LabelTeller teller;
    private final Clock clock;
    private final MonotonicClock monotonic;
    private final Duration lostWrite;
    private final Map<String, Memory> memories = new HashMap<>();

    /** When this process began to decide, by the monotonic clock; no other does so any more. */
    private OptionalLong firstLook = OptionalLong.empty();

    /** What is known of a policy beyond the cluster: lost writes, and counts. */
    private record Memory(String uid, Slots slots, HostTally tally) {}

    /**
     * Makes a reconciler by one clock alone, which nobody sets: a virtual one.
     *
     * @param clock never leaps
     */
    public LabelReconciler(
            NodeView nodes,
            LabelPolicyView policies,
            LabelWrites writes,
            Journal journal,
            LabelMeters meters,
            WriteBudget budget,
            Clock clock) {
        this(
                nodes,
                policies,
                writes,
                journal,
                meters,
                budget,
                clock,
                MonotonicClock.by(clock),
                LOST_WRITE);
    }

    /**
     * @param clock tells ages, which the API server gives by the wall clock
     * @param monotonic tells how long to wait for lost writes
     * @param lostWrite {@link #LOST_WRITE}, or less where the API server is known to give up sooner
     */
    public LabelReconciler(
            NodeView nodes,
            LabelPolicyView policies,
            LabelWrites writes,
            Journal journal,
            LabelMeters meters,
            WriteBudget budget,
            Clock clock,
            MonotonicClock monotonic,
            Duration lostWrite) {
        this.nodes = nodes;
        this.policies = policies;
        this.writes = writes;
        this.meters = meters;
        this.actuator = new LabelActuator(writes, meters, budget);
        this.teller = new LabelTeller(journal);
        this.clock = clock;
        this.monotonic = monotonic;
        this.lostWrite = lostWrite;
    }

    /** Looks at the policy of this name, or at what one that is gone has left behind. */
    public Result reconcile(String name) {
        if (!nodes.ready() || !policies.ready()) {
            return new Result.Retry("the cluster has not been seen yet");
        }
        if (firstLook.isEmpty()) {
            firstLook = OptionalLong.of(monotonic.nanos());
        }
        return policies.policies().stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .map(policy -> policy.deleting() ? release(policy) : hold(policy))
                .orElseGet(() -> sweep(name));
    }

    private Result hold(LabelPolicy policy) {
        LabelPlan plan = planner().plan(policy);
        Memory memory = memory(policy);
        if (!plan.steps().isEmpty() && !policy.finalized()) {
            // Without the finalizer a deletion could overtake us and leave labels behind.
            return switch (writes.setFinalizer(policy, true)) {
                case WriteOutcome.Done<LabelPolicy>(LabelPolicy after) ->
                        carryOut(after, plan, memory);
                case WriteOutcome.Refused<LabelPolicy>(int code, String message) ->
                        report(policy, plan, Progress.refused(code, message), memory);
                case WriteOutcome<LabelPolicy> other -> new Result.Retry(other.toString());
            };
        }
        return carryOut(policy, plan, memory);
    }

    private Result carryOut(LabelPolicy policy, LabelPlan plan, Memory memory) {
        memory.tally.roll(carriers(policy.name()), clock.instant());
        Progress progress = actuator.carryOut(plan, memory.slots, memory.tally);
        return report(policy, plan, progress, memory);
    }

    private Result report(LabelPolicy policy, LabelPlan plan, Progress progress, Memory memory) {
        List<Node> carrying = carrying(policy.name());
        LabelPolicyStatus status = LabelReport.of(policy, plan, progress, carrying, memory.tally);
        teller.tell(policy, status, progress);
        meters.status(policy.name(), status);
        if (!status.equals(policy.status())
                && !(writes.writeStatus(policy, status) instanceof WriteOutcome.Done)) {
            progress.hinder(new Result.Retry("the status could not be written"));
        }
        Optional<Instant> revisitAt =
                Stream.of(
                                plan.revisitAt(),
                                memory.slots.nextQuestion(),
                                memory.slots.opening(),
                                Optional.of(memory.tally.nextHour())
                                        .filter(_ -> status.billedHosts() != carrying.size()))
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo);
        return progress.hindrance().orElseGet(() -> new Result.Settled(revisitAt));
    }

    /** Takes the labels back, and lets the policy go only when none can be left. */
    private Result release(LabelPolicy policy) {
        Memory memory = memory(policy);
        LabelPlan plan = planner().plan(policy);
        Progress progress = actuator.carryOut(plan, memory.slots, memory.tally);
        Optional<Result> unfinished = unfinished(policy.name(), memory, progress);
        if (unfinished.isEmpty() && policy.finalized()) {
            letGo(policy, progress);
            unfinished = progress.hindrance();
        }
        teller.tellRemoved(policy, progress);
        progress.refusal().ifPresent(sentence -> tellStuck(policy, sentence));
        if (unfinished.isEmpty()) {
            forget(policy.name());
        }
        return unfinished.orElseGet(() -> new Result.Settled(Optional.empty()));
    }

    private void letGo(LabelPolicy policy, Progress progress) {
        switch (writes.setFinalizer(policy, false)) {
            case WriteOutcome.Done<LabelPolicy> _, WriteOutcome.Gone<LabelPolicy> _ -> {}
            case WriteOutcome.Refused<LabelPolicy>(int code, String message) ->
                    progress.refuse(code, message);
            case WriteOutcome<LabelPolicy> other ->
                    progress.hinder(new Result.Retry(other.toString()));
        }
    }

    /** A policy that cannot go must say why: its owner sees no more than that it does not. */
    private void tellStuck(LabelPolicy policy, String refusal) {
        LabelPolicyStatus status =
                LabelReport.stuck(policy.status(), refusal, carrying(policy.name()));
        teller.tellAmiss(policy, status);
        if (!status.equals(policy.status())) {
            // Where this is refused too, the event has told it.
            var _ = writes.writeStatus(policy, status);
        }
    }

    /** Cleans up after a policy whose finalizer somebody removed by hand. */
    private Result sweep(String name) {
        Memory memory = memory(name, "", LabelPolicyStatus.NONE, true);
        Progress progress = actuator.carryOut(planner().release(name), memory.slots, memory.tally);
        Optional<Result> unfinished = unfinished(name, memory, progress);
        if (unfinished.isEmpty()) {
            forget(name);
        }
        return unfinished.orElseGet(() -> new Result.Settled(Optional.empty()));
    }

    private static Optional<Result> unfinished(String name, Memory memory, Progress progress) {
        return progress.hindrance()
                .or(() ->
                        memory.slots.taken(name).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Result.Retry("a lost write may still arrive")))
                .or(() -> memory.slots.opening().map(at -> new Result.Settled(Optional.of(at))));
    }

    private LabelPlanner planner() {
        return new LabelPlanner(policies.policies(), nodes.nodes(), clock.instant());
    }

    private List<Node> carrying(String policy) {
        return nodes.nodes().stream().filter(node -> LabelMarker.carries(node, policy)).toList();
    }

    private List<String> carriers(String policy) {
        return carrying(policy).stream().map(Node::uid).toList();
    }

    private Memory memory(LabelPolicy policy) {
        boolean servedBefore =
                policy.finalized()
                        || policy.status().observedGeneration() > 0
                        || !carriers(policy.name()).isEmpty();
        return memory(policy.name(), policy.uid(), policy.status(), servedBefore);
    }

    /**
     * A policy that was deleted and made anew under its name starts its counts anew.
     *
     * @param servedBefore another process may have written for it, and its writes may yet arrive
     */
    private Memory memory(
            String name, String uid, LabelPolicyStatus recorded, boolean servedBefore) {
        Memory known = memories.get(name);
        if (known != null && (uid.isEmpty() || known.uid.equals(uid))) {
            return known;
        }
        long opening = firstLook.orElseThrow() + (servedBefore ? lostWrite.toNanos() : 0);
        Slots slots =
                known == null
                        ? new Slots(nodes, clock, monotonic, lostWrite, opening)
                        : known.slots;
        HostTally tally = new HostTally(recorded, carriers(name), clock.instant());
        Memory fresh = new Memory(uid, slots, tally);
        memories.put(name, fresh);
        return fresh;
    }

    private void forget(String name) {
        memories.remove(name);
        meters.forget(name);
    }
}
