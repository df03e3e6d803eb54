package dev.plimsoll.simulation.watch;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.ChangeListener;
import dev.plimsoll.core.port.LabelPolicyView;
import dev.plimsoll.core.port.NodeView;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.cluster.Kind;
import dev.plimsoll.simulation.cluster.ObjectTable;
import dev.plimsoll.simulation.time.Scheduler;
import java.time.Duration;
import java.util.Collection;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Is what one client of the cluster sees of it. Each kind has a watch, and a lag, of its own. */
public final class ClusterViews {

    private final ClusterState state;
    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final Lag lag;
    private ChangeListener<Node> nodeListener = (_, _) -> {};
    private ChangeListener<LabelPolicy> policyListener = (_, _) -> {};
    private Cache<Node> nodes;
    private Cache<LabelPolicy> policies;
    private Watch<Node> nodeWatch;
    private Watch<LabelPolicy> policyWatch;

    public ClusterViews(ClusterState state, Scheduler scheduler, RandomGenerator random, Lag lag) {
        this.state = state;
        this.scheduler = scheduler;
        this.random = random;
        this.lag = lag;
        nodes = new Cache<>(Kind.NODE, random);
        policies = new Cache<>(Kind.LABEL_POLICY, random);
        nodeWatch = watch(Kind.NODE, state.nodes(), nodes);
        policyWatch = watch(Kind.LABEL_POLICY, state.policies(), policies);
    }

    private <T> Watch<T> watch(Kind<T> kind, ObjectTable<T> table, Cache<T> cache) {
        return new Watch<>(kind, table, state::version, cache, scheduler, random, lag);
    }

    /** Names who hears of every change, after the views show it; before {@link #connect}. */
    public void listen(ChangeListener<Node> onNode, ChangeListener<LabelPolicy> onPolicy) {
        nodeListener = onNode;
        policyListener = onPolicy;
        nodes.listen(onNode);
        policies.listen(onPolicy);
    }

    /** Forgets everything, and lists and watches anew. */
    public void relist() {
        close();
        nodes = new Cache<>(Kind.NODE, random);
        policies = new Cache<>(Kind.LABEL_POLICY, random);
        nodes.listen(nodeListener);
        policies.listen(policyListener);
        nodeWatch = watch(Kind.NODE, state.nodes(), nodes);
        policyWatch = watch(Kind.LABEL_POLICY, state.policies(), policies);
        connect();
    }

    public void connect() {
        nodeWatch.connect();
        policyWatch.connect();
    }

    /** Ends both watches, as the death of their client does. */
    public void close() {
        nodeWatch.close();
        policyWatch.close();
    }

    public void stallNodes(Duration unnoticed) {
        nodeWatch.stall(unnoticed);
    }

    public void stallPolicies(Duration unnoticed) {
        policyWatch.stall(unnoticed);
    }

    /** Shows the answer to an own write, which is ahead of the watch. */
    public void show(Node node) {
        nodes.show(node);
    }

    /** Shows the answer to an own write, which is ahead of the watch. */
    public void show(LabelPolicy policy) {
        policies.show(policy);
    }

    public NodeView nodes() {
        return new NodeView() {
            @Override
            public boolean ready() {
                return nodes.listed();
            }

            @Override
            public Collection<Node> nodes() {
                return nodes.all();
            }

            @Override
            public @Nullable Node node(String name) {
                return nodes.get(name);
            }
        };
    }

    public LabelPolicyView policies() {
        return new LabelPolicyView() {
            @Override
            public boolean ready() {
                return policies.listed();
            }

            @Override
            public Collection<LabelPolicy> policies() {
                return policies.all();
            }
        };
    }
}
