package dev.plimsoll.core.fleet;

/**
 * Limits how many of some pods may be evicted at a time.
 *
 * @param selector which pods of its namespace it guards
 * @param disruptionsAllowed how many may go now, as the server's controller counts
 * @param evictsUnready whether pods that are not ready may go in any case
 */
public record DisruptionBudget(
        String namespace,
        String name,
        LabelSelector selector,
        int disruptionsAllowed,
        boolean evictsUnready) {

    /** The same with one disruption less to allow. */
    public DisruptionBudget used() {
        return new DisruptionBudget(
                namespace, name, selector, Math.max(0, disruptionsAllowed - 1), evictsUnready);
    }

    /** The budget as {@code namespace/name}. */
    public String key() {
        return namespace + "/" + name;
    }
}
