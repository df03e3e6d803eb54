package dev.plimsoll.demo;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.Commit;
import dev.plimsoll.simulation.cluster.CommitObserver;
import java.util.HashSet;
import java.util.Set;

/** Counts what anybody could count who sees every version of every node. */
final class DemoTally implements CommitObserver<Node> {

    private final String policy;
    private final Set<String> labelled = new HashSet<>();
    private int born;
    private int gone;
    private int writes;
    private int most;

    DemoTally(String policy) {
        this.policy = policy;
    }

    @Override
    public void committed(Commit<Node> commit) {
        Node after = commit.after();
        born += commit.before() == null ? 1 : 0;
        writes += commit.author() == Author.OPERATOR ? 1 : 0;
        if (after == null) {
            gone++;
            Node before = commit.before();
            if (before != null) {
                labelled.remove(before.name());
            }
        } else if (LabelMarker.carries(after, policy)) {
            labelled.add(after.name());
        } else {
            labelled.remove(after.name());
        }
        most = Math.max(most, labelled.size());
    }

    int born() {
        return born;
    }

    int gone() {
        return gone;
    }

    /** Writes to nodes by the operator. */
    int writes() {
        return writes;
    }

    int labelled() {
        return labelled.size();
    }

    /** The most nodes that carried the labels at any instant. */
    int most() {
        return most;
    }
}
