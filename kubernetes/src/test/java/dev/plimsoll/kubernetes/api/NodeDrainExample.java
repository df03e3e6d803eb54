package dev.plimsoll.kubernetes.api;

import dev.plimsoll.core.drain.DrainStep;
import dev.plimsoll.core.drain.NodeEnd;
import dev.plimsoll.core.drain.Tier;
import dev.plimsoll.core.drain.Workload;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.OwnerReference;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.BlockedPod;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.PodStep;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.Pods;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.WorkloadCount;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.nodedrain.PodState;
import java.time.Instant;
import java.util.List;

/** A drain half way through, every field filled. */
final class NodeDrainExample {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    NodeDrainStatus status() {
        OwnerReference owner = new OwnerReference("ReplicaSet", "web-7d");
        return new NodeDrainStatus(
                3,
                Phase.EVICTING,
                "The pod shop/a is ending.",
                "node-uid",
                new NodeEnd("i-0abc", NodeEnd.Owner.NODE_CLAIM, "it is of a pool"),
                new Pods(3, 1, 1, 1),
                List.of(new BlockedPod("shop/b", "u-b", "shop/strict", NOW, "was refused", true)),
                List.of(
                        new PodStep(
                                1,
                                "shop/a",
                                "u-a",
                                DrainStep.Action.EVICT,
                                Tier.STATELESS,
                                "It is made anew.",
                                owner,
                                PodState.LEAVING,
                                NOW.plusMillis(120)),
                        new PodStep(
                                2,
                                "shop/c",
                                "u-c",
                                DrainStep.Action.SKIP,
                                Tier.FINISHED,
                                "It has finished.",
                                null,
                                PodState.STAYING,
                                null)),
                List.of(
                        new WorkloadCount(new Workload("shop", owner), 4, NOW),
                        new WorkloadCount(new Workload("ops", owner), 2, null)),
                NOW.minusSeconds(60),
                null,
                List.of(new Condition("Drained", false, "Draining", "1 of 2 pods.")));
    }
}
