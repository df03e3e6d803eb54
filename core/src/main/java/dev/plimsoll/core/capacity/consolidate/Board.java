package dev.plimsoll.core.capacity.consolidate;

import java.util.BitSet;

/**
 * The pods on their nodes while they are moved about. It knows at any moment whether the scheduler
 * would let a pod onto a node: each check and each move costs no more than the rules that concern
 * the pod.
 */
final class Board {

    /** What has become of a node. */
    enum State {
        /** Takes pods, if it is usable at all. */
        OPEN,
        /** Takes no more pods, and still counts as a node. */
        CORDONED,
        /** Is no more. */
        GONE
    }

    private final Layout layout;
    private final int[] nodeOf;
    private final double[][] left;
    private final IntBag[] members;

    /** Nodes whose rows are this board's own; a copy shares them all until it writes. */
    private final BitSet own = new BitSet();

    private final State[] states;
    private final Neighbours neighbours;
    private final Spreading spreading;
    private final Ports ports = new Ports();

    /** Sets every pod on the node it is on. */
    Board(Layout layout) {
        this.layout = layout;
        nodeOf = new int[layout.pods().size()];
        left = new double[layout.nodes()][];
        states = new State[layout.nodes()];
        members = new IntBag[layout.nodes()];
        own.set(0, layout.nodes());
        for (int node = 0; node < layout.nodes(); node++) {
            left[node] = layout.rooms()[node].clone();
            states[node] = State.OPEN;
            members[node] = new IntBag();
        }
        neighbours = new Neighbours(layout);
        spreading = new Spreading(layout);
        for (int pod = 0; pod < nodeOf.length; pod++) {
            nodeOf[pod] = Topology.NONE;
            if (layout.home()[pod] != Topology.NONE) {
                put(pod, layout.home()[pod]);
            }
        }
    }

    private Board(Board other) {
        layout = other.layout;
        nodeOf = other.nodeOf.clone();
        left = other.left.clone();
        members = other.members.clone();
        other.own.clear();
        states = other.states.clone();
        neighbours = new Neighbours(other.neighbours);
        spreading = new Spreading(other.spreading);
        ports.copy(other.ports);
    }

    Board copy() {
        return new Board(this);
    }

    Layout layout() {
        return layout;
    }

    int nodeOf(int pod) {
        return nodeOf[pod];
    }

    /** What a node has left, by dimension; negative where it holds too much. */
    double[] left(int node) {
        return left[node];
    }

    int[] pods(int node) {
        return members[node].toArray();
    }

    boolean open(int node) {
        return states[node] == State.OPEN && layout.usable(node);
    }

    void state(int node, State state) {
        states[node] = state;
        spreading.state(node, state, pods(node));
    }

    /** Puts a pod that is nowhere onto a node, whether it may or not. */
    void put(int pod, int node) {
        change(pod, node, 1);
        nodeOf[pod] = node;
        members[node].add(pod);
    }

    /** Takes a pod off its node. */
    void take(int pod) {
        int node = nodeOf[pod];
        change(pod, node, -1);
        nodeOf[pod] = Topology.NONE;
        members[node].remove(pod);
    }

    private void change(int pod, int node, int sign) {
        if (!own.get(node)) {
            own.set(node);
            left[node] = left[node].clone();
            members[node] = new IntBag(members[node]);
        }
        double[] load = layout.loads()[pod];
        double[] room = left[node];
        for (int d = 0; d < load.length; d++) {
            room[d] -= sign * load[d];
        }
        PodClass kind = layout.podClass(pod);
        neighbours.change(kind, node, sign);
        spreading.change(kind, node, sign);
        ports.change(kind.scheduling().hostPorts(), node, sign);
    }

    /** Tells whether the scheduler lets the pod, which is nowhere, onto the node. */
    boolean admits(int pod, int node) {
        return open(node)
                && hasRoom(pod, node, layout.dimensions().scheduled())
                && allows(pod, node);
    }

    /** Tells whether the plan may put the pod there: the scheduler admits it, and limits fit. */
    boolean fits(int pod, int node) {
        return open(node) && hasRoom(pod, node, layout.dimensions().count()) && allows(pod, node);
    }

    private boolean allows(int pod, int node) {
        PodClass kind = layout.podClass(pod);
        return kind.nodes().get(node)
                && ports.free(kind.scheduling().hostPorts(), node)
                && neighbours.welcome(kind, node)
                && spreading.even(kind, node);
    }

    /** Tells whether the first dimensions have room; what weighs nothing fits anywhere. */
    private boolean hasRoom(int pod, int node, int dimensions) {
        double[] load = layout.loads()[pod];
        double[] room = left[node];
        for (int d = 0; d < dimensions; d++) {
            if (load[d] > room[d] && load[d] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Names what keeps the pod from the node for good, whatever other pods may move. */
    Obstacle obstacle(int pod, int node) {
        PodClass kind = layout.podClass(pod);
        if (!layout.usable(node)) {
            return Obstacle.CLOSED;
        }
        if (!kind.nodes().get(node)) {
            return Obstacle.of(layout, kind, node);
        }
        if (!hasRoom(pod, node, layout.dimensions().scheduled())) {
            return Obstacle.REQUESTS;
        }
        if (!hasRoom(pod, node, layout.dimensions().count())) {
            return Obstacle.LIMITS;
        }
        if (!ports.free(kind.scheduling().hostPorts(), node)) {
            return Obstacle.PORTS;
        }
        return neighbours.avoided(kind, node) ? Obstacle.NEIGHBOURS : Obstacle.NONE;
    }
}
