package dev.plimsoll.testbed;

/** One program of the control plane. */
public enum Component {
    /** The store; its health is asked over plain HTTP, the others' over TLS. */
    ETCD("etcd"),
    /** The API server. */
    API_SERVER("kube-apiserver"),
    /** The scheduler, which binds pods to nodes. */
    SCHEDULER("kube-scheduler"),
    /**
     * The controllers of Deployments, DaemonSets, Jobs, disruption budgets, node taints and the
     * rest.
     */
    CONTROLLER_MANAGER("kube-controller-manager"),
    /** Plays the kubelets of all nodes annotated {@code kwok.x-k8s.io/node: fake}. */
    KWOK("kwok");

    private final String program;

    Component(String program) {
        this.program = program;
    }

    /** Returns the name of the program, which is also the name of its log file. */
    public String program() {
        return program;
    }
}
