package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Machine;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import dev.plimsoll.core.port.InstanceEnds;
import dev.plimsoll.core.port.NodeEnds;
import dev.plimsoll.core.port.NodeEnds.Volumes;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Ends an empty node in the way of its owner, once its volumes are detached. */
final class NodeEnding {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int NAMED = 3;

    private final NodeEnds nodes;
    private final InstanceEnds instances;

    NodeEnding(NodeEnds nodes, InstanceEnds instances) {
        this.nodes = nodes;
        this.instances = instances;
    }

    /** What came of an attempt. */
    sealed interface Step {

        /**
         * The owner has taken it.
         *
         * @param how a sentence
         */
        record Asked(String how) implements Step {}

        /**
         * To be tried again.
         *
         * @param why a sentence
         * @param doubtful it may have been done
         */
        record Later(String why, Duration after, boolean doubtful) implements Step {}

        /**
         * It will not be done however often it is asked for.
         *
         * @param why a sentence
         */
        record Refused(String why) implements Step {}
    }

    /** Tells why a node is not ended at all, as a sentence; empty where it is. */
    static Optional<String> spared(NodeDrainSpec spec, NodeEnd end) {
        if (spec.end() == EndChoice.NONE) {
            return Optional.of("The node is empty and stays cordoned, as was asked.");
        }
        return spec.end().owner(end) == NodeEnd.Owner.NONE
                ? Optional.of(
                        "The node is empty and stays cordoned; there is no machine to end, for %s."
                                .formatted(end.reason()))
                : Optional.empty();
    }

    /**
     * Tries once.
     *
     * @param sight of a node from which everything has gone that had to
     */
    Step attempt(DrainSight sight, NodeDrainSpec spec) {
        return switch (nodes.volumes(sight)) {
            case Volumes.Unknown(String why) -> new Step.Later(why, SOON, false);
            case Volumes.Attached(List<String> names) when !names.isEmpty() ->
                    new Step.Later(attached(names), SOON, false);
            case Volumes.Attached _ -> end(sight, spec);
        };
    }

    private Step end(DrainSight sight, NodeDrainSpec spec) {
        NodeEnd end = NodeEnd.of(sight.node());
        NodeEnd.Owner owner = spec.end().owner(end);
        if (owner == NodeEnd.Owner.NODE_CLAIM) {
            return judge(
                    nodes.deleteClaim(sight.node()),
                    name ->
                            "The NodeClaim %s was deleted; Karpenter ends %s."
                                    .formatted(name, end.id()),
                    "The node has no NodeClaim any more.");
        }
        Optional<Machine> machine = Machine.of(sight.node());
        if (machine.isEmpty()) {
            return new Step.Refused("There is no instance to end, for " + end.reason() + ".");
        }
        // A label of a node group is no doubt; without one AWS may still know of a group.
        EndChoice choice =
                owner == NodeEnd.Owner.AUTO_SCALING_GROUP
                        ? EndChoice.AUTO_SCALING_GROUP
                        : spec.end();
        return judge(
                instances.end(machine.get(), choice, spec.decrement()),
                how -> how,
                "The instance %s had ended already, or is about to.".formatted(end.id()));
    }

    private static Step judge(
            WriteOutcome<String> outcome, UnaryOperator<String> how, String gone) {
        return switch (outcome) {
            case WriteOutcome.Done<String>(String answer) -> new Step.Asked(how.apply(answer));
            case WriteOutcome.Gone<String> _ -> new Step.Asked(gone);
            case WriteOutcome.Refused<String>(int _, String message) ->
                    new Step.Refused("The machine cannot be ended: " + message + ".");
            case WriteOutcome.Busy<String>(Duration after, String message) ->
                    new Step.Later("The machine's end is held up: " + message + ".", after, false);
            case WriteOutcome.Doubtful<String>(String message) ->
                    new Step.Later(
                            "Nobody knows whether the machine ends: " + message + ".", SOON, true);
            case WriteOutcome.Conflict<String>(String message) ->
                    new Step.Later("The machine's end is held up: " + message + ".", SOON, false);
            case WriteOutcome.Withheld<String>(String message) ->
                    new Step.Later("The machine's end is held up: " + message + ".", SOON, false);
        };
    }

    private static String attached(List<String> names) {
        int more = names.size() - NAMED;
        return "Volumes are still attached to the node: %s%s."
                .formatted(
                        String.join(", ", names.subList(0, Math.min(NAMED, names.size()))),
                        more > 0 ? " and %d more".formatted(more) : "");
    }
}
