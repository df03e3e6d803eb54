package dev.plimsoll.core.capacity.report;

import dev.plimsoll.core.capacity.NodeTraits;
import dev.plimsoll.core.fleet.Node;

/**
 * States what a node carries.
 *
 * @param all its pods, DaemonSets among them
 * @param daemonSets those of its pods that belong to DaemonSets: they do not move
 */
public record NodeLoad(Node node, NodeTraits traits, Tally all, Tally daemonSets) {}
