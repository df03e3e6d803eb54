package dev.plimsoll.kubernetes.kubelet;

import dev.plimsoll.core.drain.signal.NodeSummary;
import dev.plimsoll.core.drain.signal.WatchedNode;

/** A way to a node's kubelet. */
public sealed interface SummarySource permits ProxiedKubelet, DirectKubelet {

    /** Asks once, and waits until the answer or a deadline. */
    Answer ask(WatchedNode node);

    /** What came of it. */
    sealed interface Answer {

        record Said(NodeSummary summary) implements Answer {}

        /**
         * Nothing that can be used.
         *
         * @param why one clause
         */
        record Silent(String why) implements Answer {}
    }
}
