package dev.plimsoll.drain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.DrainPlan;
import dev.plimsoll.core.drain.DrainPlanner;
import dev.plimsoll.core.drain.DrainPod;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.fleet.ResourceKind;
import dev.plimsoll.kubernetes.drain.DrainPodReader;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import dev.plimsoll.kubernetes.scheduling.BudgetReader;
import dev.plimsoll.shell.CommandFailure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The nodes that are to be drained, with what is on them and guards it.
 *
 * @param leftOut one phrase for each kind of object that could not be read
 */
public record DrainFleet(
        List<Node> nodes,
        List<DrainPod> pods,
        List<DisruptionBudget> budgets,
        List<String> leftOut) {

    /**
     * Reads the named nodes, in the order of their names on the command line.
     *
     * @throws CommandFailure if a node is not there, or the pods may not be read
     */
    public static DrainFleet read(ObjectSource source, List<String> names) {
        Set<String> wanted = new HashSet<>(names);
        NodeReader nodeReader = new NodeReader();
        ObjectMapper trees = new ObjectMapper();
        List<Node> nodes = new ArrayList<>();
        List<DrainPod> pods = new ArrayList<>();
        List<DisruptionBudget> budgets = new ArrayList<>();
        ObjectSource.Found found =
                source.read(
                                EnumSet.of(
                                        ResourceKind.NODE,
                                        ResourceKind.POD,
                                        ResourceKind.POD_DISRUPTION_BUDGET),
                                (kind, object) -> {
                                    if (kind == ResourceKind.NODE) {
                                        nodes.add(nodeReader.read(object));
                                        return;
                                    }
                                    JsonNode tree = trees.readTree(object);
                                    if (kind == ResourceKind.POD_DISRUPTION_BUDGET) {
                                        budgets.add(BudgetReader.read(tree));
                                    } else if (wanted.contains(
                                            tree.at("/spec/nodeName").asText())) {
                                        pods.add(DrainPodReader.read(tree));
                                    }
                                })
                        .withPods();
        List<Node> chosen =
                names.stream()
                        .distinct()
                        .map(name ->
                                nodes.stream()
                                        .filter(node -> node.name().equals(name))
                                        .findFirst()
                                        .orElseThrow(() ->
                                                new CommandFailure(
                                                        "there is no node %s in the fleet of %d nodes."
                                                                .formatted(name, nodes.size()))))
                        .toList();
        return new DrainFleet(chosen, pods, budgets, found.leftOut());
    }

    /** Plans the drain of every node on its own. */
    public List<DrainPlan> plans(DrainOptions options) {
        return nodes.stream().map(node -> DrainPlanner.plan(node, pods, budgets, options)).toList();
    }
}
