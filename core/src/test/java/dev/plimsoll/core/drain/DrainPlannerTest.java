package dev.plimsoll.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.DrainStep.Action;
import dev.plimsoll.core.fleet.DisruptionBudget;
import dev.plimsoll.core.fleet.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainPlannerTest {

    private static final DrainOptions FORCED =
            new DrainOptions(1, Force.UNMANAGED, true, Duration.ofMinutes(5), Duration.ofHours(1));

    @Test
    void leastImportantGoFirst() {
        // Given
        List<DrainPod> pods =
                Arrays.asList(
                        Pods.of("ReplicaSet", "dns").priority(2_000_000_000).pod(),
                        Pods.of("DaemonSet", "agent").priority(2_000_001_000).pod(),
                        Pods.of("StatefulSet", "db").pod(),
                        Pods.of("ReplicaSet", "files").claim("data").pod(),
                        Pods.of("", "bare").pod(),
                        Pods.of("ReplicaSet", "web").priority(100).pod(),
                        Pods.of("ReplicaSet", "batch").priority(-10).pod(),
                        Pods.of("Job", "job").pod(),
                        Pods.of("Node", "proxy").asMirror().pod(),
                        Pods.of("Job", "done").asFinished().pod());
        Collections.shuffle(pods, new java.util.Random(7));

        // When
        DrainPlan plan = DrainPlanner.plan(Nodes.plain(), pods, List.of(), FORCED);

        // Then
        assertThat(plan.leaving())
                .extracting(DrainPod::name)
                .containsExactly("batch", "job", "web", "bare", "db", "files", "dns");
        assertThat(plan.steps().subList(7, 10))
                .allMatch(step -> step.action() == Action.SKIP)
                .extracting(step -> step.pod().name())
                .containsExactly("agent", "proxy", "done");
        assertThat(plan.steps()).extracting(DrainStep::order).isSorted().startsWith(1);
        assertThat(plan.blocked()).isFalse();
    }

    @Test
    void podsOfOtherNodesAreNotItsConcern() {
        // Given
        DrainPod elsewhere = Pods.stateless("web");

        // When
        DrainPlan plan =
                DrainPlanner.plan(
                        new dev.plimsoll.core.fleet.Node(
                                "node-1",
                                "uid",
                                "1",
                                Instant.EPOCH,
                                Map.of(),
                                Map.of(),
                                List.of(),
                                false,
                                false,
                                Nodes.plain().readiness(),
                                ""),
                        List.of(elsewhere),
                        List.of(),
                        FORCED);

        // Then
        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void podThatNobodyMakesAnewBlocksUnlessForced() {
        // Given
        List<DrainPod> pods = List.of(Pods.of("", "bare").pod());

        // When
        DrainPlan plan = DrainPlanner.plan(Nodes.plain(), pods, List.of(), DrainOptions.STANDARD);

        // Then
        assertThat(plan.blocked()).isTrue();
        assertThat(plan.steps().getFirst().action()).isEqualTo(Action.SKIP);
        assertThat(plan.steps().getFirst().reason()).contains("no controller");
    }

    @Test
    void refusalBlocksLikeABudget() {
        // Given
        String refusal = "karpenter.sh/do-not-disrupt: \"true\"";
        List<DrainPod> pods = List.of(Pods.of("ReplicaSet", "web").refusing(refusal).pod());

        // When
        DrainPlan plan = DrainPlanner.plan(Nodes.plain(), pods, List.of(), FORCED);

        // Then
        assertThat(plan.blocked()).isTrue();
        assertThat(plan.steps().getFirst().reason()).isEqualTo("It says " + refusal + ".");
    }

    @Test
    void budgetThatAllowsNothingIsNamed() {
        // Given
        List<DisruptionBudget> budgets = List.of(budget("web", 0));

        // When
        DrainPlan plan =
                DrainPlanner.plan(Nodes.plain(), List.of(Pods.stateless("web")), budgets, FORCED);

        // Then
        assertThat(plan.blocked()).isTrue();
        assertThat(plan.steps().getFirst().budget()).contains(new DrainStep.Budget("shop/web", 0));
    }

    @Test
    void twoBudgetsOnOnePodBlockWhateverTheyAllow() {
        // Given
        List<DisruptionBudget> budgets = List.of(budget("one", 5), budget("two", 5));

        // When
        DrainPlan plan =
                DrainPlanner.plan(Nodes.plain(), List.of(Pods.stateless("web")), budgets, FORCED);

        // Then
        assertThat(plan.blocked()).isTrue();
        assertThat(plan.steps().getFirst().reason()).contains("shop/one, shop/two");
    }

    @Test
    void budgetOfAnotherNamespaceGuardsNothing() {
        // Given
        DisruptionBudget foreign =
                new DisruptionBudget("other", "web", LabelSelector.EVERYTHING, 0, false);

        // When
        DrainPlan plan =
                DrainPlanner.plan(
                        Nodes.plain(), List.of(Pods.stateless("web")), List.of(foreign), FORCED);

        // Then
        assertThat(plan.blocked()).isFalse();
        assertThat(plan.steps().getFirst().budget()).isEmpty();
    }

    private static DisruptionBudget budget(String name, int allowed) {
        return new DisruptionBudget(
                "shop", name, new LabelSelector(Map.of("app", "web"), List.of()), allowed, false);
    }
}
