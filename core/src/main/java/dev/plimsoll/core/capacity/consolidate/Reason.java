package dev.plimsoll.core.capacity.consolidate;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Says why a node stays. Each can be checked against the fleet and the plan. */
public sealed interface Reason {

    /** One clause that a person understands. */
    String sentence();

    /** The same in one word, for programs. */
    default String code() {
        return getClass().getSimpleName();
    }

    /** Nobody can say what becomes of the pods of a node whose kubelet is silent. */
    record NotReady() implements Reason {
        @Override
        public String sentence() {
            return "it is not ready";
        }
    }

    /** The user's selector does not select it. */
    record NotSelected() implements Reason {
        @Override
        public String sentence() {
            return "the node selector does not select it";
        }
    }

    record BeingRemoved() implements Reason {
        @Override
        public String sentence() {
            return "somebody is removing it already";
        }
    }

    /**
     * The node has an annotation that says so.
     *
     * @param refusal the annotation
     */
    record AsksToStay(String refusal) implements Reason {
        @Override
        public String sentence() {
            return "it says " + refusal;
        }
    }

    /** Its share is above the line that the user has drawn. */
    record AboveShare(DecidingResource resource, Basis basis, BigDecimal share, BigDecimal maxShare)
            implements Reason {
        @Override
        public String sentence() {
            return "%s %s take %s %% of it, more than %s %%"
                    .formatted(resource, basis, percent(share), percent(maxShare));
        }

        private static String percent(BigDecimal share) {
            BigDecimal shown = share.movePointRight(2).setScale(2, RoundingMode.HALF_UP);
            return (shown.signum() == 0 ? BigDecimal.ZERO : shown.stripTrailingZeros())
                    .toPlainString();
        }
    }

    /**
     * One of its pods may not be evicted.
     *
     * @param why a clause about the pod
     */
    record PodStays(String pod, String why) implements Reason {
        @Override
        public String sentence() {
            return "pod %s %s".formatted(pod, why);
        }
    }

    /** One of its pods fits no other node of the fleet, whatever else goes or stays. */
    record NoOtherNode(String pod, String why) implements Reason {
        @Override
        public String sentence() {
            return "no other node takes pod %s: %s".formatted(pod, why);
        }
    }

    record LeastNodes(int minNodes) implements Reason {
        @Override
        public String sentence() {
            return minNodes == 1
                    ? "at least one node that takes pods has to stay"
                    : "at least %d nodes that take pods have to stay".formatted(minNodes);
        }
    }

    record LeastZones(String zone, int minZones) implements Reason {
        @Override
        public String sentence() {
            return "it is the last in zone %s, and nodes have to stay in at least %d zones"
                    .formatted(zone, minZones);
        }
    }

    /** One of its pods fits none of the nodes that stay. */
    record NoNodeThatStays(String pod, String why) implements Reason {
        @Override
        public String sentence() {
            return "none of the other nodes that stay takes pod %s: %s".formatted(pod, why);
        }
    }

    /**
     * The nodes that stay have, all together, less room left than its pods need, and those need
     * that the plan has put on it.
     */
    record TooLittleRoom(String what, String needed, String left) implements Reason {
        @Override
        public String sentence() {
            return "the pods that would leave it bring %s of %s, and the other nodes that stay have %s left"
                    .formatted(needed, what, left);
        }
    }

    /** Every way to place the pods was tried. */
    record NoPlacement() implements Reason {
        @Override
        public String sentence() {
            return "its pods cannot be placed on the other nodes that stay, beside those of the"
                    + " nodes that go; every way was tried";
        }
    }

    /** Many ways to place the pods were tried, though not all. */
    record NoPlacementFound(String pod) implements Reason {
        @Override
        public String sentence() {
            return "no placement was found on the other nodes that stay, beside the pods of the"
                    + " nodes that go; pod %s was left over".formatted(pod);
        }
    }

    /** There is a placement, but the scheduler might choose another one, in which a pod is left. */
    record NotSafe(String pod) implements Reason {
        @Override
        public String sentence() {
            return "its pods could be placed, but in a rehearsal of the scheduler, which places"
                    + " them"
                    + " as it likes, pod %s found no node".formatted(pod);
        }
    }

    /**
     * The search had used up what it may use.
     *
     * @param lighter how many nodes with no more to move were tried before it, in vain
     * @param node the last of these
     * @param why that one stays
     */
    record NotTried(int lighter, String node, Reason why) implements Reason {
        @Override
        public String sentence() {
            return "it was not tried, for %s with no more to move could not go in addition; of %s: %s"
                    .formatted(lighter == 1 ? "a node" : lighter + " nodes", node, why.sentence());
        }
    }
}
