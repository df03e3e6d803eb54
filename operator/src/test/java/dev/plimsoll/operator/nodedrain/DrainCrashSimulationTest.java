package dev.plimsoll.operator.nodedrain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Force;
import dev.plimsoll.core.nodedrain.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A drain whose operator crashes before and after every single write, one at a time. */
class DrainCrashSimulationTest {

    /** More than any of these drains writes. */
    private static final int MOST_POINTS = 400;

    private static final DrainOptions OPTIONS = DrainOptions.STANDARD;

    @Test
    void everyCrashIsSurvivedOnTheWayToTheEnd() {
        int point = 1;
        for (; point < MOST_POINTS; point++) {
            // Given
            PaperOperator operator = ordered(point, OPTIONS);

            // When
            operator.until(() -> operator.over("one"));

            // Then
            assertThat(operator.drains().status("one").phase())
                    .as("crash at %d", point)
                    .isEqualTo(Phase.SUCCEEDED);
            assertThat(operator.cluster().evictions)
                    .as("crash at %d", point)
                    .containsExactly("uid-web-1", "uid-web-2", "uid-db-0");
            assertThat(operator.cluster().ended).containsExactly("Auto i-0abc eu-west-1");
            assertThat(operator.drains().status("one").pods().evicted()).isEqualTo(3);
            assertThat(operator.drains().status("one").pods().remaining()).isZero();
            if (operator.crashed == 0) {
                break;
            }
        }
        assertThat(point).isBetween(20, MOST_POINTS - 1);
    }

    @Test
    void everyCrashLeavesNoCordonOfADrainThatIsCancelled() {
        int point = 1;
        for (; point < MOST_POINTS; point++) {
            // Given
            PaperOperator operator = ordered(point, OPTIONS);
            operator.until(() ->
                    operator.over("one")
                            || operator.drains().status("one").phase() == Phase.EVICTING);
            operator.drains().cancel("one");

            // When
            operator.until(() -> operator.over("one"));

            // Then
            assertThat(operator.drains().status("one").phase())
                    .as("crash at %d", point)
                    .isEqualTo(Phase.CANCELLED);
            assertThat(operator.cluster().cordon).as("crash at %d", point).isEqualTo(Cordon.NONE);
            assertThat(operator.cluster().evictions).doesNotHaveDuplicates();
            assertThat(operator.cluster().ended).isEmpty();
            if (operator.crashed == 0) {
                break;
            }
        }
        assertThat(point).isBetween(12, MOST_POINTS - 1);
    }

    @Test
    void everyCrashLeavesNoCordonOfADrainThatIsDeleted() {
        int point = 1;
        for (; point < MOST_POINTS; point++) {
            // Given
            PaperOperator operator = ordered(point, OPTIONS);
            operator.until(() -> operator.cluster().cordon == Cordon.OURS);
            operator.drains().delete("one");

            // When
            operator.until(() -> operator.over("one"));

            // Then
            assertThat(operator.drains().drain("one")).isNull();
            assertThat(operator.cluster().cordon).as("crash at %d", point).isEqualTo(Cordon.NONE);
            assertThat(operator.cluster().ended).isEmpty();
            if (operator.crashed == 0) {
                break;
            }
        }
        assertThat(point).isBetween(8, MOST_POINTS - 1);
    }

    @Test
    void everyCrashLeavesNoCordonOfADrainThatIsBlockedForEver() {
        DrainOptions hasty =
                new DrainOptions(
                        1, Force.NEVER, true, Duration.ofSeconds(40), Duration.ofMinutes(10));
        int point = 1;
        for (; point < MOST_POINTS; point++) {
            // Given
            PaperOperator operator = ordered(point, hasty);
            operator.cluster().refusing = true;
            Instant begin = operator.instant();

            // When
            operator.until(() -> operator.over("one"));

            // Then
            assertThat(operator.drains().status("one").phase()).isEqualTo(Phase.FAILED);
            assertThat(operator.drains().status("one").message())
                    .contains("shop/web-1", "the budget says no");
            assertThat(operator.cluster().cordon).as("crash at %d", point).isEqualTo(Cordon.NONE);
            assertThat(Duration.between(begin, operator.instant()))
                    .as("crash at %d", point)
                    .isLessThan(Duration.ofSeconds(110));
            if (operator.crashed == 0) {
                break;
            }
        }
        assertThat(point).isBetween(10, MOST_POINTS - 1);
    }

    private static PaperOperator ordered(int crashAt, DrainOptions options) {
        PaperOperator operator = new PaperOperator(new CrashPoints(crashAt));
        List.of("web-1", "web-2")
                .forEach(name -> operator.cluster().pod(name, "ReplicaSet", "web"));
        operator.cluster().pod("db-0", "StatefulSet", "db");
        operator.cluster().pod("agent-x", "DaemonSet", "agent");
        operator.drains().order("one", operator.instant(), EndChoice.AUTO, options);
        return operator;
    }
}
