package dev.plimsoll.simulation.life;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.time.Seed;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Names all that can befall a fleet and its policies, more often than any cluster would see it. */
public final class WildLife {

    private final ClusterState state;
    private final RandomGenerator random;
    private final Karpenter karpenter;
    private final Kubelets kubelets;
    private final Hands hands;
    private final SpecDice dice;
    private final List<String> policyNames;
    private final int mostNodes;

    /**
     * @param policyNames what policies may be called
     * @param mostNodes above this, nodes rather go than come
     */
    public WildLife(
            ClusterState state,
            RandomGenerator random,
            Karpenter karpenter,
            Kubelets kubelets,
            Hands hands,
            SpecDice dice,
            List<String> policyNames,
            int mostNodes) {
        this.state = state;
        this.random = random;
        this.karpenter = karpenter;
        this.kubelets = kubelets;
        this.hands = hands;
        this.dice = dice;
        this.policyNames = List.copyOf(policyNames);
        this.mostNodes = mostNodes;
    }

    public List<Churn.Act> acts() {
        return List.of(
                new Churn.Act(16, this::launch),
                new Churn.Act(1, karpenter::launchStillborn),
                node(14, node -> karpenter.disrupt(node, Duration.ofMinutes(2))),
                node(3, karpenter::hesitate),
                node(4, karpenter::vanish),
                node(2, karpenter::replace),
                node(10, node -> fail(node, Duration.ofSeconds(70))),
                node(4, node -> fail(node, Duration.ofMinutes(20))),
                node(6, node -> hands.cordon(node, upTo(Duration.ofMinutes(10)))),
                node(8, this::label),
                node(2, node -> hands.removeMarker(node, dice.pick(policyNames))),
                node(2, node -> hands.removeClaim(node, dice.pick(policyNames))),
                node(2, this::relocate),
                new Churn.Act(14, this::editPolicy),
                new Churn.Act(3, this::createPolicy),
                policy(2, policy -> state.deletePolicy(policy.name())),
                policy(1, policy -> state.finalizePolicy(Author.PERSON, policy.name(), false)));
    }

    /** Creates a policy, if the name that is drawn has none yet. */
    public void createPolicy() {
        String name = dice.pick(policyNames);
        if (state.policies().get(name) == null) {
            state.createPolicy(name, dice.draw());
        }
    }

    private void editPolicy() {
        LabelPolicy policy = any(state.policies().all());
        if (policy == null) {
            createPolicy();
        } else {
            state.editPolicy(policy.name(), dice.edit(policy.spec()));
        }
    }

    private void launch() {
        if (state.nodes().size() >= mostNodes) {
            return;
        }
        if (random.nextInt(5) == 0) {
            karpenter.launchWith(Map.of(dice.pick(SpecDice.KEYS), dice.pick(SpecDice.VALUES)));
        } else {
            karpenter.launch(random.nextInt(1, 7), Duration.ofSeconds(40));
        }
    }

    private void fail(Node node, Duration most) {
        Readiness.Status how =
                random.nextInt(4) == 0 ? Readiness.Status.UNKNOWN : Readiness.Status.NOT_READY;
        kubelets.fail(node, how, upTo(most));
    }

    private void label(Node node) {
        Optional<String> value =
                random.nextInt(3) == 0 ? Optional.empty() : Optional.of(dice.pick(SpecDice.VALUES));
        hands.label(node, dice.pick(SpecDice.KEYS), value);
    }

    private void relocate(Node node) {
        boolean zone = random.nextBoolean();
        String key = zone ? Karpenter.ZONE : Karpenter.POOL;
        hands.label(node, key, Optional.of(dice.pick(zone ? Karpenter.ZONES : Karpenter.POOLS)));
    }

    private Duration upTo(Duration most) {
        return Seed.between(random, Duration.ofSeconds(1), most);
    }

    private Churn.Act node(int weight, Consumer<Node> action) {
        return new Churn.Act(
                weight,
                () -> {
                    Node node = any(state.nodes().all());
                    if (node != null) {
                        action.accept(node);
                    }
                });
    }

    private Churn.Act policy(int weight, Consumer<LabelPolicy> action) {
        return new Churn.Act(
                weight,
                () -> {
                    LabelPolicy policy = any(state.policies().all());
                    if (policy != null) {
                        action.accept(policy);
                    }
                });
    }

    private <T> @Nullable T any(Collection<T> all) {
        return all.isEmpty() ? null : dice.pick(List.copyOf(all));
    }
}
