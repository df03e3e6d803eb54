package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.port.InstanceEnds;
import dev.plimsoll.core.port.NodeEnds;

/** The ways in which nodes end: through Kubernetes, and at the cloud. */
public record Ends(NodeEnds nodes, InstanceEnds instances) {}
