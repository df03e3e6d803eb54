package dev.plimsoll.core.drain;

import java.util.Optional;

/**
 * Says what becomes of one pod.
 *
 * @param order from 1 in the order of eviction; the pods that stay come last
 * @param reason one clause
 * @param obstacle what stands in the way now, as a clause about the pod; empty where nothing does
 */
public record DrainStep(
        int order,
        DrainPod pod,
        Action action,
        Tier tier,
        String reason,
        Optional<String> obstacle,
        Optional<Budget> budget) {

    /** What is done to the pod. */
    public enum Action {
        EVICT("Evict"),
        SKIP("Skip");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        /** As it stands in JSON. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** The budget that guards the pod, as {@code namespace/name}, and what it allows now. */
    public record Budget(String name, int disruptionsAllowed) {}
}
