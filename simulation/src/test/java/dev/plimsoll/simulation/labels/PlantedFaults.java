package dev.plimsoll.simulation.labels;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelStrategy;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelPolicyView;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.NodeView;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.simulation.DrivenOperator;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Plants faults into the label job by lying to it about what it sees and does. */
final class PlantedFaults {

    private static final long NANOS_A_SECOND = 1_000_000_000;
    private static final long NANOS_A_DAY = 86_400 * NANOS_A_SECOND;

    private PlantedFaults() {}

    /** Says of a removal that it is done, and does it only after the next write of another kind. */
    static DrivenOperator.Program addsBeforeItRemoves(DrivenOperator.Program program) {
        return ports -> program.start(with(ports, new LateRemovals(ports)));
    }

    /** Takes a write whose answer was lost for one that did not happen. */
    static DrivenOperator.Program forgetsLostWrites(DrivenOperator.Program program) {
        return ports ->
                program.start(
                        with(
                                ports,
                                new PassedOn(ports.writes()) {
                                    @Override
                                    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
                                        return switch (super.patchNode(patch)) {
                                            case WriteOutcome.Doubtful<Node>(String why) ->
                                                    new WriteOutcome.Conflict<>(why);
                                            case WriteOutcome<Node> other -> other;
                                        };
                                    }
                                }));
    }

    /** Does not write down what was on the node before. */
    static DrivenOperator.Program forgetsWhatWasBefore(DrivenOperator.Program program) {
        return ports ->
                program.start(
                        with(
                                ports,
                                new PassedOn(ports.writes()) {
                                    @Override
                                    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
                                        return super.patchNode(withoutBefore(patch));
                                    }
                                }));
    }

    /** Lets nodes of one second take any order, as an unstable sort without a tie-break does. */
    static DrivenOperator.Program breaksTiesByChance(DrivenOperator.Program program) {
        return ports ->
                program.start(
                        with(
                                ports,
                                new BlurredAges(
                                        ports.nodes(),
                                        () -> ports.random().nextLong(NANOS_A_SECOND)),
                                ports.policies()));
    }

    /** Draws the nodes of a random policy anew at every look. */
    static DrivenOperator.Program reshufflesAtEveryLook(DrivenOperator.Program program) {
        return ports ->
                program.start(
                        with(
                                ports,
                                new BlurredAges(
                                        ports.nodes(), () -> ports.random().nextLong(NANOS_A_DAY)),
                                new OldestForRandom(ports.policies())));
    }

    /** Never hears of one change of a node, once in each of its lives. */
    static DrivenOperator.Program dropsOneEvent(DrivenOperator.Program program) {
        return ports -> {
            MissedEvent nodes = new MissedEvent(ports.nodes(), ports.random().nextInt(60));
            DrivenOperator operator = program.start(with(ports, nodes, ports.policies()));
            return new Deaf(operator, nodes);
        };
    }

    private record Deaf(DrivenOperator operator, MissedEvent nodes) implements DrivenOperator {

        @Override
        public void nodeChanged(@Nullable Node before, @Nullable Node after) {
            if (!nodes.drops(before, after)) {
                operator.nodeChanged(before, after);
            }
        }

        @Override
        public void policyChanged(@Nullable LabelPolicy before, @Nullable LabelPolicy after) {
            operator.policyChanged(before, after);
        }

        @Override
        public boolean step() {
            return operator.step();
        }

        @Override
        public Optional<Instant> nextDue() {
            return operator.nextDue();
        }
    }

    static DrivenOperator.Ports with(DrivenOperator.Ports ports, LabelWrites writes) {
        return new DrivenOperator.Ports(
                ports.nodes(),
                ports.policies(),
                writes,
                ports.lease(),
                ports.relist(),
                ports.clock(),
                ports.random());
    }

    private static DrivenOperator.Ports with(
            DrivenOperator.Ports ports, NodeView nodes, LabelPolicyView policies) {
        return new DrivenOperator.Ports(
                nodes,
                policies,
                ports.writes(),
                ports.lease(),
                ports.relist(),
                ports.clock(),
                ports.random());
    }

    private static NodeLabelPatch withoutBefore(NodeLabelPatch patch) {
        return new NodeLabelPatch(
                patch.node(),
                patch.uid(),
                patch.resourceVersion(),
                patch.policy(),
                patch.labels(),
                patch.claim()
                        .map(claim -> new LabelClaim(claim.applied(), Map.of(), claim.since())));
    }

    private static final class LateRemovals extends PassedOn {

        private final NodeView nodes;
        private final Queue<NodeLabelPatch> postponed = new ArrayDeque<>();

        LateRemovals(DrivenOperator.Ports ports) {
            super(ports.writes());
            this.nodes = ports.nodes();
        }

        @Override
        public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
            Node node = nodes.node(patch.node());
            if (patch.claim().isEmpty() && node != null) {
                postponed.add(patch);
                return new WriteOutcome.Done<>(node);
            }
            WriteOutcome<Node> outcome = super.patchNode(patch);
            catchUp();
            return outcome;
        }

        @Override
        public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
            catchUp();
            return super.setFinalizer(policy, present);
        }

        @Override
        public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
            catchUp();
            return super.writeStatus(policy, status);
        }

        private void catchUp() {
            while (!postponed.isEmpty()) {
                super.patchNode(postponed.remove());
            }
        }
    }

    /** With ages that change at every look, the oldest are any nodes. */
    private record OldestForRandom(LabelPolicyView view) implements LabelPolicyView {

        @Override
        public boolean ready() {
            return view.ready();
        }

        @Override
        public Collection<LabelPolicy> policies() {
            return view.policies().stream().map(OldestForRandom::disguised).toList();
        }

        private static LabelPolicy disguised(LabelPolicy policy) {
            if (!(policy.spec() instanceof Reading.Valid(LabelSpec spec))
                    || spec.strategy() != LabelStrategy.RANDOM) {
                return policy;
            }
            LabelSpec oldest =
                    new LabelSpec(
                            LabelStrategy.OLDEST,
                            spec.count(),
                            spec.labels(),
                            spec.nodeSelector(),
                            spec.spreadBy(),
                            spec.notReadyGrace(),
                            spec.minimumDwell());
            return new LabelPolicy(
                    policy.name(),
                    policy.uid(),
                    policy.resourceVersion(),
                    policy.generation(),
                    policy.createdAt(),
                    policy.deleting(),
                    policy.finalized(),
                    new Reading.Valid<>(oldest),
                    policy.status(),
                    policy.conditionsSince());
        }
    }
}
