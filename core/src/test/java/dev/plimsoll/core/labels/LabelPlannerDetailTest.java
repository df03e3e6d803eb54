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

/** Rules of a plan that only show when two things meet. */
class LabelPlannerDetailTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String ZONE = "topology.kubernetes.io/zone";

    @Test
    void spreadsBesideTheNodesThatDwell() {
        // Given
        Map<String, Optional<String>> before = Map.of("monitoring", Optional.empty());
        Node held = zoned("held", "a").claim("p", LABELS, before, NOW).build();
        Node older = zoned("older", "a").aged(HOUR.multipliedBy(30)).build();
        Node other = zoned("other", "b").build();

        // When
        LabelPlan plan =
                plan(policy("p").count(2).spreadBy(ZONE).dwell(HOUR).build(), held, older, other);

        // Then
        assertThat(plan.selected()).containsExactlyInAnyOrder("held", "other");
    }

    @Test
    void amongEqualDomainsTakesTheOneWhoseNextNodeComesFirst() {
        // Given
        Node young = zoned("young", "a").aged(HOUR).build();
        Node old = zoned("old", "b").aged(HOUR.multipliedBy(3)).build();
        Node middle = zoned("middle", "c").aged(HOUR.multipliedBy(2)).build();

        // When
        LabelPlan plan = plan(policy("p").count(2).spreadBy(ZONE).build(), young, old, middle);

        // Then
        assertThat(plan.selected()).containsExactly("old", "middle");
    }

    @Test
    void looksAgainWhenTheFirstGraceIsOver() {
        // Given
        Node later = node("later").notReadyFor(Duration.ofMinutes(1)).build();
        Node sooner = node("sooner").notReadyFor(Duration.ofMinutes(3)).build();

        // When
        LabelPlan plan = plan(policy("p").count(2).build(), later, sooner);

        // Then
        assertThat(plan.revisitAt()).contains(NOW.plus(Duration.ofMinutes(2)));
    }

    @Test
    void takesAPercentageOfTheEligibleNodesOnly() {
        // When
        LabelPlan plan =
                plan(
                        policy("p").percent(50).build(),
                        node("a").build(),
                        node("b").build(),
                        node("c").cordoned().build(),
                        node("d").cordoned().build());

        // Then
        assertThat(plan.desired()).isEqualTo(1);
    }

    @Test
    void takesBackWhatTheGoControllerLeftWhenThePolicyGoes() {
        // Given
        Node left =
                node("left")
                        .label("monitoring", "enabled")
                        .label("nlp.p/managed-by", "true")
                        .build();

        // When
        LabelPlan plan = plan(policy("p").deleting().build(), left);

        // Then
        assertThat(plan.steps().getFirst().patch().labels())
                .containsOnly(
                        Map.entry("monitoring", Optional.empty()),
                        Map.entry("nlp.p/managed-by", Optional.empty()));
    }

    @Test
    void namesTheOldestOwnerAndOnlyTheSharedKeys() {
        // Given
        LabelPolicy oldest =
                policy("oldest")
                        .aged(HOUR.multipliedBy(9))
                        .labels(Map.of("x", "1", "z", "1"))
                        .build();
        LabelPolicy older = policy("a").aged(HOUR.multipliedBy(8)).labels(Map.of("y", "1")).build();
        LabelPolicy younger = policy("p").aged(HOUR).labels(Map.of("x", "2", "y", "2")).build();

        // When
        LabelPlan plan =
                new LabelPlanner(List.of(older, oldest, younger), List.of(), NOW).plan(younger);

        // Then
        assertThat(plan.conditions())
                .extracting(Condition::message)
                .contains("The older policy oldest owns x; this one writes nothing.");
    }

    @Test
    void saysWhyANodeLosesItsLabels() {
        // Given
        Map<String, Optional<String>> before = Map.of("monitoring", Optional.empty());
        Node cordoned = node("cordoned").cordoned().claim("p", LABELS, before, NOW).build();
        Node younger = node("younger").aged(HOUR).claim("p", LABELS, before, NOW).build();

        // When
        LabelPlan plan = plan(policy("p").count(1).build(), cordoned, younger, node("old").build());

        // Then
        assertThat(plan.steps())
                .extracting(LabelStep::reason)
                .containsExactly(
                        "it is cordoned", "other nodes come first", "it is among the chosen");
    }

    @Test
    void amongPoliciesOfOneSecondTheFirstByNameOwnsAKey() {
        // Given
        LabelPolicy first = policy("a").aged(HOUR).build();
        LabelPolicy second = policy("b").aged(HOUR).build();
        LabelPlanner planner = new LabelPlanner(List.of(second, first), List.of(), NOW);

        // When
        List<Condition> conditions = planner.plan(second).conditions();

        // Then
        assertThat(conditions).extracting(Condition::reason).contains("KeysOwnedByOlderPolicy");
        assertThat(planner.plan(first).conditions())
                .extracting(Condition::reason)
                .contains("NoConflict");
    }

    @Test
    void isInNoConflictWithItsFormerSelf() {
        // Given
        LabelPolicy former = policy("p").uid("former").aged(HOUR.multipliedBy(9)).build();
        LabelPolicy anew = policy("p").aged(HOUR).build();

        // When
        LabelPlan plan = new LabelPlanner(List.of(former), List.of(), NOW).plan(anew);

        // Then
        assertThat(plan.conditions()).extracting(Condition::reason).contains("NoConflict");
    }

    @Test
    void isNotSatisfiedByNoNodeAtAll() {
        // When
        LabelPlan plan = plan(policy("p").percent(10).build());

        // Then
        assertThat(plan.conditions())
                .extracting(Condition::message)
                .contains("1 nodes are wanted and 0 are eligible.");
    }

    @Test
    void anAdoptedNodeHasDweltSinceItsBirth() {
        // Given
        Node adopted =
                node("adopted")
                        .aged(HOUR.multipliedBy(2))
                        .label("monitoring", "enabled")
                        .label("nlp.p/managed-by", "true")
                        .build();

        // When
        LabelPlan plan = plan(policy("p").count(1).build(), adopted);

        // Then
        assertThat(plan.steps().getFirst().patch().claim().orElseThrow().since())
                .isEqualTo(NOW.minus(HOUR.multipliedBy(2)));
    }

    @Test
    void findsPoliciesByEitherOfTheirTraces() {
        // Given
        Map<String, Optional<String>> before = Map.of("monitoring", Optional.empty());
        Node marked = node("a").label("nlp.go/managed-by", "true").build();
        Node unmarked =
                node("a")
                        .claim("ours", LABELS, before, NOW)
                        .without(LabelMarker.label("ours"))
                        .build();

        // When
        List<String> names =
                List.of(marked, unmarked).stream()
                        .flatMap(node -> LabelMarker.policiesOn(node).stream())
                        .toList();

        // Then
        assertThat(names).containsExactly("go", "ours");
    }

    private static NodeBuilder zoned(String name, String zone) {
        return node(name).label(ZONE, zone);
    }

    private static LabelPlan plan(LabelPolicy policy, Node... nodes) {
        return new LabelPlanner(List.of(policy), List.of(nodes), NOW).plan(policy);
    }
}
