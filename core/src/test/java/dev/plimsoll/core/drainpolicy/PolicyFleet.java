package dev.plimsoll.core.drainpolicy;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.signal.DiskMetric;
import dev.plimsoll.core.drain.signal.Standing;
import dev.plimsoll.core.drain.signal.Trigger;
import dev.plimsoll.core.drain.signal.WatchedNode;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.fleet.Taint;
import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fleet as a policy knows it, for tests. */
final class PolicyFleet {

    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Trigger.Full DISK =
            new Trigger.Full(DiskMetric.BYTES, 75, 80, Duration.ofMinutes(10));

    final List<Watch.Known> nodes = new ArrayList<>();
    final List<NodeDrain> drains = new ArrayList<>();

    static DrainPolicySpec spec(DrainMode mode, DrainLimits limits) {
        return new DrainPolicySpec(
                mode,
                LabelSelector.EVERYTHING,
                List.of(DISK),
                new SignalSpec.Kubelet(),
                limits,
                List.of(),
                DrainOptions.STANDARD,
                EndChoice.AUTO,
                false,
                List.of());
    }

    static DrainPolicy policy(DrainPolicySpec spec) {
        return new DrainPolicy(
                "full-disks",
                "policy-uid",
                "1",
                1,
                NOW.minusSeconds(3600),
                false,
                new Reading.Valid<>(spec),
                DrainPolicyStatus.NONE,
                Map.of());
    }

    static WatchedNode node(
            String name, String zone, String providerId, Cordon cordon, Taint... taints) {
        Node node =
                new Node(
                        name,
                        name + "-uid",
                        "1",
                        NOW.minusSeconds(86_400),
                        Map.of("topology.kubernetes.io/zone", zone),
                        Map.of(),
                        List.of(taints),
                        cordon != Cordon.NONE,
                        false,
                        new Readiness(Readiness.Status.READY, NOW.minusSeconds(86_400)),
                        providerId);
        return new WatchedNode(node, List.of(), List.of(), WatchedNode.KUBELET_PORT, cordon);
    }

    static WatchedNode node(String name, String zone) {
        return node(name, zone, "aws:///" + zone + "/i-0abc", Cordon.NONE);
    }

    PolicyFleet well(int count) {
        for (int number = 0; number < count; number++) {
            nodes.add(
                    new Watch.Known(
                            node("well-" + number, "z"),
                            Optional.empty(),
                            false,
                            Optional.empty()));
        }
        return this;
    }

    PolicyFleet over(WatchedNode node, int minutes) {
        return standing(node, Standing.State.OVER, minutes, true, Optional.empty());
    }

    PolicyFleet standing(
            WatchedNode node,
            Standing.State state,
            int minutes,
            boolean met,
            Optional<String> unknown) {
        Standing standing =
                new Standing(
                        node.name(),
                        node.node().uid(),
                        DISK,
                        state,
                        NOW.minus(Duration.ofMinutes(minutes)),
                        NOW,
                        met,
                        Optional.of(83),
                        "disk at 83 % of nodefs");
        nodes.add(new Watch.Known(node, Optional.of(standing), unknown.isEmpty(), unknown));
        return this;
    }

    PolicyFleet drain(String node, Phase phase, String policy, Optional<Instant> finished) {
        NodeDrainStatus none = NodeDrainStatus.NONE;
        NodeDrainStatus status =
                new NodeDrainStatus(
                        1,
                        phase,
                        "",
                        node + "-uid",
                        null,
                        none.pods(),
                        List.of(),
                        List.of(),
                        List.of(),
                        NOW.minusSeconds(60),
                        finished.orElse(null),
                        List.of());
        drains.add(
                new NodeDrain(
                        "drain-" + drains.size(),
                        "drain-uid-" + drains.size(),
                        "1",
                        1,
                        NOW.minusSeconds(60),
                        policy.isEmpty() ? Map.of() : Map.of(DrainPolicy.LABEL, policy),
                        false,
                        true,
                        new Reading.Valid<>(
                                new NodeDrainSpec(
                                        node,
                                        "",
                                        DrainOptions.STANDARD,
                                        EndChoice.AUTO,
                                        false,
                                        false)),
                        status,
                        Map.of()));
        return this;
    }

    DrainPolicyPlan plan(DrainPolicySpec spec) {
        return DrainPolicyPlanner.plan(policy(spec), spec, nodes, drains, NOW);
    }

    static List<String> next(DrainPolicyPlan plan) {
        return plan.next().stream().map(candidate -> candidate.node().name()).toList();
    }

    static String message(DrainPolicyPlan plan) {
        return plan.nodes().stream()
                .filter(entry -> entry.name().equals("full"))
                .findFirst()
                .orElseThrow()
                .message();
    }
}
