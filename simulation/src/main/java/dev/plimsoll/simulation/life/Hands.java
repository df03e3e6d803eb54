package dev.plimsoll.simulation.life;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.cluster.NodeDraft;
import dev.plimsoll.simulation.time.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Is people with kubectl, on the nodes: they cordon, and they edit labels under our eyes. */
public final class Hands {

    private final ClusterState state;
    private final Scheduler scheduler;

    public Hands(ClusterState state, Scheduler scheduler) {
        this.state = state;
        this.scheduler = scheduler;
    }

    /** Cordons a node, and uncordons it when the time is over. */
    public void cordon(Node node, Duration duration) {
        edit(node, draft -> draft.unschedulable(true));
        scheduler.after(duration, () -> edit(node, draft -> draft.unschedulable(false)));
    }

    /** Sets a label, or removes it. */
    public void label(Node node, String key, Optional<String> value) {
        edit(node, draft -> draft.label(key, value));
    }

    /** Removes the label by which a policy, and everybody else, knows its nodes. */
    public void removeMarker(Node node, String policy) {
        label(node, LabelMarker.label(policy), Optional.empty());
    }

    /** Removes what a policy has noted on the node: with it goes what was there before. */
    public void removeClaim(Node node, String policy) {
        edit(node, draft -> draft.claim(policy, Optional.empty()));
    }

    private void edit(Node node, UnaryOperator<NodeDraft> change) {
        state.edit(Author.PERSON, node.name(), change);
    }
}
