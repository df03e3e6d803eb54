package dev.plimsoll.operator.drainpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.signal.QueryAnswer;
import dev.plimsoll.core.drain.signal.Sample;
import dev.plimsoll.core.drainpolicy.DrainMode;
import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicyConditions;
import dev.plimsoll.core.drainpolicy.Notice.Kind;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainPolicyReconcilerTest {

    private final PaperCluster cluster = new PaperCluster();

    @BeforeEach
    void fleet() {
        for (String node : List.of("a", "b", "c", "d", "e", "f")) {
            cluster.used.put(node, 50);
        }
    }

    @Test
    void fullNodeIsWarnedOfThenOrderedToBeDrainedOnce() {
        // Given
        cluster.used.put("a", 83);

        // When
        cluster.look(8);

        // Then
        assertThat(cluster.drains.values())
                .singleElement()
                .satisfies(drain -> {
                    assertThat(drain.labels()).containsEntry(DrainPolicy.LABEL, "full-disks");
                    assertThat(drain.createdAt())
                            .isEqualTo(PaperCluster.START.plus(Duration.ofMinutes(2)));
                    assertThat(drain.spec().valid().orElseThrow().reason())
                            .isEqualTo(
                                    "NodeDrainPolicy full-disks: disk at 83 % of / since"
                                            + " 2026-01-01T00:00:00Z.");
                });
        assertThat(cluster.notices).containsExactly(Kind.WARNED, Kind.STARTED);
        assertThat(cluster.events)
                .extracting(it -> it.replaceAll(":.*", ""))
                .containsExactly("NodeWarned", "DrainOrdered");
        assertThat(cluster.message("a")).startsWith("Draining: NodeDrain full-disks-a-");
    }

    @Test
    void nothingNewIsNothingWritten() {
        // Given
        cluster.used.put("a", 78);
        cluster.look(1);

        // When
        cluster.look(10);

        // Then
        assertThat(cluster.statusWrites).isEqualTo(1);
        assertThat(cluster.events).hasSize(1);
    }

    @Test
    void recommendOrdersNothing() {
        // Given
        cluster.mode = DrainMode.RECOMMEND;
        cluster.used.put("a", 95);

        // When
        cluster.look(20);

        // Then
        assertThat(cluster.drains).isEmpty();
        assertThat(cluster.notices).containsExactly(Kind.WARNED, Kind.RECOMMENDED);
        assertThat(cluster.message("a")).startsWith("Over: It should be drained");
    }

    @Test
    void nodeThatTheSelectorDoesNotChooseIsNeverTouched() {
        // Given
        cluster.used.put("other", 99);

        // When
        cluster.look(10);

        // Then
        assertThat(cluster.drains).isEmpty();
        assertThat(cluster.status().matching()).isEqualTo(6);
        assertThat(cluster.status().nodes()).isEmpty();
    }

    @Test
    void resultOfASafetyQueryStopsEverything() {
        // Given
        cluster.used.put("a", 83);
        cluster.safety = List.of("calm", "incident");
        cluster.answers.put(
                "incident",
                new QueryAnswer.Samples(
                        List.of(new Sample(Map.of(), 0, Duration.ZERO, Duration.ZERO))));

        // When
        cluster.look(8);

        // Then
        assertThat(cluster.drains).isEmpty();
        assertThat(cluster.amiss(DrainPolicyConditions.SAFE))
                .contains("The safety query incident has a result, so no node is drained.");
        cluster.answers.clear();
        cluster.look(1);
        assertThat(cluster.drains).hasSize(1);
        assertThat(cluster.amiss(DrainPolicyConditions.SAFE)).isEmpty();
    }

    @Test
    void safetyQueryWithoutAnswerStopsEverything() {
        // Given
        cluster.used.put("a", 83);
        cluster.safety = List.of("incident");
        cluster.answers.put("incident", new QueryAnswer.Failed("It is down."));

        // When
        cluster.look(8);

        // Then
        assertThat(cluster.drains).isEmpty();
        assertThat(cluster.message("a")).contains("had no answer", "It is down.");
    }

    @Test
    void signalIsReadAgainRightBeforeTheOrder() {
        // Given
        cluster.used.put("a", 83);
        cluster.look(4);
        int before = cluster.reads;
        cluster.beforeRead =
                number -> {
                    if (number == before + 2) {
                        cluster.used.put("a", 79);
                    }
                };

        // When
        cluster.look(1);

        // Then
        assertThat(cluster.reads).isEqualTo(before + 2);
        assertThat(cluster.drains).isEmpty();
        assertThat(cluster.message("a"))
                .isEqualTo("Over: It had recovered right before its drain.");
    }

    @Test
    void outageRightBeforeTheOrderStopsIt() {
        // Given
        cluster.used.put("a", 83);
        cluster.look(4);
        int before = cluster.reads;
        cluster.beforeRead =
                number -> {
                    if (number == before + 2) {
                        cluster.outage = Optional.of("It is down.");
                    }
                };

        // When
        cluster.look(1);

        // Then
        assertThat(cluster.drains).isEmpty();
        assertThat(cluster.message("a")).contains("nothing was known of it: It is down.");
    }

    @Test
    void nothingIsDoneWithoutDataAndThatIsSaidOnce() {
        // Given
        cluster.used.put("a", 83);
        cluster.look(3);
        cluster.outage = Optional.of("Prometheus at p:9090 refuses connections.");

        // When
        cluster.look(10);

        // Then
        assertThat(cluster.drains).isEmpty();
        assertThat(cluster.amiss(DrainPolicyConditions.SIGNALS))
                .contains(
                        "Nothing is done without data: Prometheus at p:9090 refuses connections.");
        assertThat(cluster.notices).containsExactly(Kind.WARNED, Kind.HELD_BACK);
        assertThat(cluster.status().unknown()).isEqualTo(6);
    }

    @Test
    void tooManyNodesOverTheLineAreNotDrained() {
        // Given
        cluster.used.replaceAll((_, _) -> 95);

        // When
        cluster.look(10);

        // Then
        assertThat(cluster.drains).isEmpty();
        assertThat(cluster.amiss(DrainPolicyConditions.CIRCUIT)).isPresent();
        assertThat(cluster.notices).contains(Kind.HELD_BACK);
    }

    @Test
    void nodeThatRecoversBeforeTheFirstEvictionIsLetGo() {
        // Given
        cluster.used.put("a", 83);
        cluster.look(5);
        cluster.phase(Phase.CORDONED);

        // When
        cluster.used.put("a", 60);
        cluster.look(2);

        // Then
        assertThat(cluster.cancelled).hasSize(1);
        assertThat(cluster.events).anyMatch(it -> it.startsWith("NodeRecovered: Node a is well"));
        assertThat(cluster.notices).contains(Kind.RECOVERED);
    }

    @Test
    void nodeThatRecoversLaterIsNot() {
        // Given
        cluster.used.put("a", 83);
        cluster.look(5);
        cluster.phase(Phase.EVICTING);

        // When
        cluster.used.put("a", 60);
        cluster.look(5);

        // Then
        assertThat(cluster.cancelled).isEmpty();
    }

    @Test
    void endOfADrainIsToldOnceAndTheNextNodeFollows() {
        // Given
        List.of("g", "h", "i", "j").forEach(node -> cluster.used.put(node, 50));
        cluster.used.put("a", 83);
        cluster.look(5);
        cluster.used.put("b", 84);
        cluster.look(6);
        cluster.phase(Phase.SUCCEEDED);
        cluster.used.remove("a");

        // When
        cluster.look(3);

        // Then
        assertThat(cluster.drains).hasSize(2);
        assertThat(cluster.notices)
                .containsExactly(
                        Kind.WARNED, Kind.STARTED, Kind.WARNED, Kind.STARTED, Kind.SUCCEEDED);
    }

    @Test
    void drainThatIsBlockedIsToldWithThePodAndTheBudget() {
        // Given
        cluster.used.put("a", 83);
        cluster.look(5);
        cluster.blocked("shop/web-1", "has the budget shop/web, which allows no disruption now");

        // When
        cluster.look(3);

        // Then
        assertThat(cluster.notices).containsExactly(Kind.WARNED, Kind.STARTED, Kind.BLOCKED);
        assertThat(cluster.sentences.getLast()).contains("shop/web-1", "shop/web");
    }

    @Test
    void failedDrainIsToldAndNotRepeatedForAnHour() {
        // Given
        cluster.used.put("a", 83);
        cluster.look(5);
        cluster.phase(Phase.FAILED);

        // When
        cluster.look(110);

        // Then
        assertThat(cluster.drains).hasSize(1);
        assertThat(cluster.notices).containsOnlyOnce(Kind.FAILED);
        cluster.look(20);
        assertThat(cluster.drains).hasSize(2);
    }
}
