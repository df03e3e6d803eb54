package dev.plimsoll.core.labels;

import static dev.plimsoll.core.labels.NodeBuilder.NOW;
import static dev.plimsoll.core.labels.NodeBuilder.node;
import static dev.plimsoll.core.labels.PolicyBuilder.LABELS;
import static dev.plimsoll.core.labels.PolicyBuilder.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelPlannerTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void choosesTheOldestAndAmongTwinsTheFirstByName() {
        // Given
        List<Node> nodes =
                List.of(
                        node("c").aged(HOUR).build(),
                        node("b").aged(HOUR).build(),
                        node("old").aged(HOUR.multipliedBy(2)).build(),
                        node("a").aged(HOUR).build());

        // When
        LabelPlan plan = plan(policy("p").count(3).build(), nodes);

        // Then
        assertThat(plan.selected()).containsExactly("old", "a", "b");
        assertThat(plan.additions()).containsExactly("old", "a", "b");
    }

    @Test
    void choosesTheNewestAndAmongTwinsTheFirstByName() {
        // Given
        List<Node> nodes =
                List.of(
                        node("c").aged(HOUR).build(),
                        node("b").aged(HOUR).build(),
                        node("old").aged(HOUR.multipliedBy(2)).build());

        // When
        LabelPlan plan = plan(policy("p").strategy(LabelStrategy.NEWEST).count(2).build(), nodes);

        // Then
        assertThat(plan.selected()).containsExactly("b", "c");
    }

    @Test
    void leavesTheRandomLabelsWhereTheyAre() {
        // Given
        List<Node> nodes =
                List.of(
                        node("a")
                                .claim("p", LABELS, Map.of("monitoring", Optional.empty()), NOW)
                                .build(),
                        node("b").build(),
                        node("c").build(),
                        node("d")
                                .claim("p", LABELS, Map.of("monitoring", Optional.empty()), NOW)
                                .build());

        // When
        LabelPlan plan = plan(policy("p").strategy(LabelStrategy.RANDOM).count(2).build(), nodes);

        // Then
        assertThat(plan.selected()).containsExactlyInAnyOrder("a", "d");
        assertThat(plan.steps()).isEmpty();
    }

    @Test
    void roundsAPercentageUp() {
        // Given
        List<Node> nodes = List.of(node("a").build(), node("b").build(), node("c").build());

        // When
        LabelPlan plan = plan(policy("p").percent(34).build(), nodes);

        // Then
        assertThat(plan.desired()).isEqualTo(2);
    }

    @Test
    void spreadsAsEvenlyAsTheNodesAllow() {
        // Given: the three oldest are all in zone 1, and zone 3 has but one node.
        List<Node> nodes =
                List.of(
                        node("a").aged(HOUR.multipliedBy(9)).label("zone", "1").build(),
                        node("b").aged(HOUR.multipliedBy(8)).label("zone", "1").build(),
                        node("c").aged(HOUR.multipliedBy(7)).label("zone", "1").build(),
                        node("d").aged(HOUR.multipliedBy(6)).label("zone", "2").build(),
                        node("e").aged(HOUR.multipliedBy(5)).label("zone", "2").build(),
                        node("f").aged(HOUR.multipliedBy(4)).label("zone", "3").build());

        // When
        LabelPlan plan = plan(policy("p").spreadBy("zone").count(5).build(), nodes);

        // Then
        assertThat(plan.selected()).containsExactly("a", "b", "d", "e", "f");
    }

    @Test
    void keepsADwellingNodeAgainstABetterOne() {
        // Given
        LabelPolicy policy =
                policy("p").strategy(LabelStrategy.NEWEST).count(1).dwell(HOUR).build();
        Node dwelling =
                node("dwelling")
                        .claim("p", LABELS, before(), NOW.minus(Duration.ofMinutes(59)))
                        .build();
        Node newer = node("newer").aged(Duration.ofMinutes(3)).build();

        // When
        LabelPlan plan = plan(policy, List.of(dwelling, newer));

        // Then
        assertThat(plan.selected()).containsExactly("dwelling");
        assertThat(plan.revisitAt()).contains(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void letsADwellingNodeGoWhenTheCountIsLowered() {
        // Given
        LabelPolicy policy = policy("p").count(1).dwell(HOUR).build();
        Node older = node("older").claim("p", LABELS, before(), NOW).build();
        Node younger = node("younger").aged(HOUR).claim("p", LABELS, before(), NOW).build();

        // When
        LabelPlan plan = plan(policy, List.of(younger, older));

        // Then
        assertThat(plan.selected()).containsExactly("older");
        assertThat(plan.removals()).containsExactly("younger");
    }

    @Test
    void letsADwellingNodeGoWhenItIsNoLongerEligible() {
        // Given
        LabelPolicy policy = policy("p").count(1).dwell(HOUR).build();
        Node cordoned = node("cordoned").cordoned().claim("p", LABELS, before(), NOW).build();

        // When
        LabelPlan plan = plan(policy, List.of(cordoned, node("other").build()));

        // Then
        assertThat(plan.removals()).containsExactly("cordoned");
        assertThat(plan.additions()).containsExactly("other");
    }

    @Test
    void removesBeforeItAdds() {
        // Given
        Node former = node("former").aged(HOUR).claim("p", LABELS, before(), NOW).build();
        Node older = node("older").aged(HOUR.multipliedBy(2)).build();

        // When
        LabelPlan plan = plan(policy("p").count(1).build(), List.of(former, older));

        // Then
        assertThat(plan.steps())
                .hasExactlyElementsOfTypes(LabelStep.Remove.class, LabelStep.Add.class);
    }

    @Test
    void saysThatTooFewAreEligibleAndWhy() {
        // Given
        List<Node> nodes = List.of(node("a").build(), node("b").cordoned().build());

        // When
        LabelPlan plan = plan(policy("p").count(2).build(), nodes);

        // Then
        Condition satisfied = condition(plan, LabelConditions.SATISFIED);
        assertThat(satisfied.status()).isFalse();
        assertThat(satisfied.reason()).isEqualTo("TooFewEligible");
        assertThat(satisfied.message())
                .isEqualTo("2 nodes are wanted and 1 are eligible; not eligible: 1 (is cordoned).");
        assertThat(plan.additions()).containsExactly("a");
    }

    @Test
    void leavesAKeyToTheOlderPolicy() {
        // Given
        LabelPolicy older = policy("older").aged(HOUR.multipliedBy(2)).build();
        LabelPolicy younger = policy("younger").aged(HOUR).build();
        Node node = node("a").claim("younger", LABELS, before(), NOW).build();

        // When
        LabelPlan plan =
                new LabelPlanner(List.of(older, younger), List.of(node), NOW).plan(younger);

        // Then
        assertThat(plan.steps()).isEmpty();
        Condition conflict = condition(plan, LabelConditions.CONFLICT);
        assertThat(conflict.status()).isTrue();
        assertThat(conflict.message())
                .isEqualTo("The older policy older owns monitoring; this one writes nothing.");
    }

    @Test
    void writesNothingForASpecThatCannotBeFollowed() {
        // Given
        Node node = node("a").claim("p", LABELS, before(), NOW).build();

        // When
        LabelPlan plan =
                plan(policy("p").invalid("spec.strategy.count is 0: expected 1 or more."), node);

        // Then
        assertThat(plan.steps()).isEmpty();
        assertThat(condition(plan, LabelConditions.ACCEPTED).message())
                .isEqualTo("spec.strategy.count is 0: expected 1 or more.");
    }

    @Test
    void takesEverythingBackWhenThePolicyGoes() {
        // Given
        Node node =
                node("a").claim("p", LABELS, Map.of("monitoring", Optional.of("off")), NOW).build();

        // When
        LabelPlan plan = plan(policy("p").deleting().build(), node);

        // Then
        assertThat(plan.removals()).containsExactly("a");
        assertThat(plan.steps().getFirst().patch().labels())
                .containsEntry("monitoring", Optional.of("off"))
                .containsEntry("nlp.p/managed-by", Optional.empty());
    }

    @Test
    void adoptsWhatTheGoControllerLeftWithoutMovingIt() {
        // Given
        Node adopted =
                node("adopted")
                        .label("monitoring", "enabled")
                        .label("nlp.p/managed-by", "true")
                        .build();

        // When
        LabelPlan plan = plan(policy("p").count(1).build(), adopted);

        // Then: only the claim is recorded, so that a later rename leaks nothing.
        assertThat(plan.steps()).hasExactlyElementsOfTypes(LabelStep.Refresh.class);
        NodeLabelPatch patch = plan.steps().getFirst().patch();
        assertThat(patch.labels()).isEmpty();
        assertThat(patch.claim().orElseThrow().applied()).isEqualTo(LABELS);
    }

    private static LabelPlan plan(LabelPolicy policy, Node... nodes) {
        return plan(policy, List.of(nodes));
    }

    private static LabelPlan plan(LabelPolicy policy, List<Node> nodes) {
        return new LabelPlanner(List.of(policy), nodes, NOW).plan(policy);
    }

    private static Map<String, Optional<String>> before() {
        return Map.of("monitoring", Optional.empty());
    }

    private static Condition condition(LabelPlan plan, String type) {
        return plan.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
