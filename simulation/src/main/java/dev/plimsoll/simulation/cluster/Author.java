package dev.plimsoll.simulation.cluster;

/** Says whose write a commit was. */
public enum Author {
    /** Kubelets, Karpenter, the API server itself. */
    CLUSTER,
    /** Somebody with kubectl. */
    PERSON,
    /** The program under simulation. */
    OPERATOR
}
