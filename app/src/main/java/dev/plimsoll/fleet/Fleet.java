package dev.plimsoll.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.kubernetes.api.LabelPolicyReader;
import dev.plimsoll.kubernetes.nodes.NodeReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A fleet as a command sees it.
 *
 * @param asOf when it looked like this; empty where a file does not say
 */
public record Fleet(List<Node> nodes, List<LabelPolicy> policies, Optional<Instant> asOf) {

    public Fleet {
        nodes = List.copyOf(nodes);
        policies = List.copyOf(policies);
    }

    /** Reads the nodes and the policies that a source has. */
    public static Fleet read(ObjectSource source) {
        NodeReader nodeReader = new NodeReader();
        ObjectMapper trees = new ObjectMapper();
        List<Node> nodes = new ArrayList<>();
        List<LabelPolicy> policies = new ArrayList<>();
        ObjectSource.Found found =
                source.read(
                        EnumSet.of(ResourceKind.NODE, ResourceKind.NODE_LABEL_POLICY),
                        (kind, object) -> {
                            if (kind == ResourceKind.NODE) {
                                nodes.add(nodeReader.read(object));
                            } else {
                                policies.add(LabelPolicyReader.read(trees.readTree(object)));
                            }
                        });
        return new Fleet(nodes, policies, found.asOf());
    }
}
