package dev.plimsoll.core.capacity.consolidate;

/** Says what holds of a plan when it is carried out. */
public enum Promise {
    /** There is a placement for every pod; the scheduler may choose another one. */
    PLACEMENT,
    /**
     * Every pod finds a node if all nodes that go are cordoned first and the pods are evicted one
     * after the other in the plan's order, the largest first.
     */
    LARGEST_FIRST,
    /** Every pod finds a node in whatever order the nodes are drained. */
    ANY_ORDER
}
