package dev.plimsoll.operator.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.port.QueueStatus;
import dev.plimsoll.core.port.QueueStatus.Problem;
import dev.plimsoll.core.port.RefreshMeters;
import dev.plimsoll.core.port.SecretRefreshView;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.core.secrets.Effect;
import dev.plimsoll.core.secrets.RefreshCounts;
import dev.plimsoll.core.secrets.RefreshCounts.Count;
import dev.plimsoll.core.secrets.SecretChange;
import dev.plimsoll.core.secrets.SecretMatch;
import dev.plimsoll.core.secrets.SecretRefresh;
import dev.plimsoll.core.secrets.SecretRefreshStatus;
import dev.plimsoll.core.secrets.SecretUse;
import dev.plimsoll.core.secrets.SecretUse.Policy;
import dev.plimsoll.core.secrets.StoreReference;
import dev.plimsoll.operator.queue.SteppedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RefreshTellerTest {

    private final SteppedClock clock = new SteppedClock();
    private final List<String> events = new ArrayList<>();
    private final List<SecretRefreshStatus> written = new ArrayList<>();
    private SecretRefresh stored =
            refresh(
                    new SecretRefreshStatus(
                            1,
                            Optional.empty(),
                            RefreshCounts.NONE.plus(Count.RECEIVED),
                            List.of()));
    private Optional<Problem> problem = Optional.empty();
    private Answer answer = Answer.DONE;
    private final RefreshTally tally = new RefreshTally();
    private final RefreshTeller teller = newTerm();

    /** What becomes of writes of the status. */
    private enum Answer {
        DONE,
        WITHHELD,
        LOST_THOUGH_DONE
    }

    private RefreshTeller newTerm() {
        return new RefreshTeller(
                stored,
                tally,
                "plimsoll.dev/v1alpha1",
                new SecretRefreshView() {
                    @Override
                    public Collection<SecretRefresh> refreshes() {
                        return List.of(stored);
                    }

                    @Override
                    public Optional<SecretRefresh> refresh(String name) {
                        return Optional.of(stored);
                    }
                },
                (_, status) -> write(status),
                () -> new QueueStatus(Duration.ZERO, Duration.ZERO, problem, 0),
                (_, severity, reason, note) -> events.add(severity + " " + reason + " " + note),
                new Silence(),
                clock);
    }

    private WriteOutcome<SecretRefresh> write(SecretRefreshStatus status) {
        if (answer == Answer.WITHHELD) {
            return new WriteOutcome.Withheld<>("does not lead");
        }
        written.add(status);
        stored = refresh(status);
        return answer == Answer.DONE
                ? new WriteOutcome.Done<>(stored)
                : new WriteOutcome.Doubtful<>("reset");
    }

    private static SecretRefresh refresh(SecretRefreshStatus status) {
        return new SecretRefresh(
                "r", "uid", "1", 1, false, new Reading.Invalid<>("unused"), status, Map.of());
    }

    /** Meters that nobody reads. */
    private static final class Silence implements RefreshMeters {
        @Override
        public void count(String refresh, Count count) {}

        @Override
        public void touched(String refresh, Duration sinceEvent) {}

        @Override
        public void confirmed(String refresh, Duration sinceEvent) {}
    }

    private void tellAfter(Duration time) {
        clock.advance(time);
        teller.tell();
    }

    private Condition condition(String type) {
        return stored.status().conditions().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesOnCountingAndWritesOnlyWhatIsNew() {
        // Given
        tellAfter(Duration.ofSeconds(5));
        tellAfter(Duration.ofSeconds(5));
        int writesAtRest = written.size();

        // When
        teller.counted(Count.RECEIVED);
        tellAfter(Duration.ofSeconds(5));

        // Then
        assertThat(writesAtRest).isEqualTo(1);
        assertThat(written).hasSize(2);
        assertThat(stored.status().counts().of(Count.RECEIVED)).isEqualTo(2);
        assertThat(stored.status().lastEventAt()).isPresent();
    }

    @Test
    void writesCountsAfterSecondsAndConditionsAtOnce() {
        // Given
        tellAfter(Duration.ofSeconds(5));
        teller.counted(Count.RECEIVED);
        tellAfter(Duration.ofSeconds(1));
        int writesSoon = written.size();

        // When
        problem = Optional.of(new Problem("Throttled", "The queue is busy."));
        tellAfter(Duration.ofSeconds(1));

        // Then
        assertThat(writesSoon).isEqualTo(1);
        assertThat(written).hasSize(2);
        assertThat(condition("Receiving"))
                .isEqualTo(new Condition("Receiving", false, "Throttled", "The queue is busy."));
    }

    @ParameterizedTest
    @EnumSource
    void losesNoCountWhenATermEndsBeforeItIsWritten(Answer atTheEnd) {
        // Given
        tellAfter(Duration.ofSeconds(5));
        answer = atTheEnd;
        teller.counted(Count.RECEIVED);
        teller.conclude();
        teller.counted(Count.TOUCHED);
        answer = Answer.DONE;
        // Meanwhile another process may lead, and count.
        if (atTheEnd != Answer.LOST_THOUGH_DONE) {
            countedByAnother();
        }

        // When
        RefreshTeller next = newTerm();
        next.counted(Count.MATCHED);
        next.conclude();

        // Then
        RefreshCounts counts = stored.status().counts();
        assertThat(counts.of(Count.RECEIVED)).isEqualTo(2);
        assertThat(counts.of(Count.TOUCHED)).isEqualTo(1);
        assertThat(counts.of(Count.MATCHED)).isEqualTo(1);
        assertThat(counts.of(Count.POISON)).isEqualTo(atTheEnd == Answer.LOST_THOUGH_DONE ? 0 : 1);
        assertThat(stored.status().lastEventAt()).isPresent();
    }

    private void countedByAnother() {
        SecretRefreshStatus now = stored.status();
        stored =
                refresh(
                        new SecretRefreshStatus(
                                1,
                                now.lastEventAt(),
                                now.counts().plus(Count.POISON),
                                now.conditions()));
    }

    @Test
    void tellsAtOnceWhatIsLeftToTellWhenItEnds() {
        // Given
        tellAfter(Duration.ofSeconds(5));
        teller.counted(Count.RECEIVED);
        tellAfter(Duration.ofSeconds(1));
        int writesSoon = written.size();

        // When
        teller.conclude();
        teller.conclude();

        // Then
        assertThat(writesSoon).isEqualTo(1);
        assertThat(written).hasSize(2);
        assertThat(stored.status().counts().of(Count.RECEIVED)).isEqualTo(2);
    }

    @Test
    void namesWhoIsLeftAloneAndDoesNotWarnOfChildren() {
        // Given
        MemoryCloud cloud = new MemoryCloud();
        cloud.use("once", Policy.CREATED_ONCE, "/db");
        SecretUse use = cloud.uses().iterator().next();
        SecretChange change =
                new SecretChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("/db"),
                        "Update",
                        Optional.empty());

        // When
        teller.decided(change, List.of(match(use, new Effect.Child("all"))));
        tellAfter(Duration.ofSeconds(1));
        boolean effectiveWithChildren = condition("Effective").status();
        teller.decided(
                change,
                List.of(match(use, new Effect.CreatedOnce()), match(use, new Effect.Immutable())));
        tellAfter(Duration.ofSeconds(1));

        // Then
        assertThat(effectiveWithChildren).isTrue();
        assertThat(condition("Effective").message())
                .contains("ExternalSecret shop/once was left alone: its refreshPolicy")
                .endsWith("So it is with 1 more.");
        assertThat(events)
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith("NORMAL ParentTouched /db has changed")
                                        .contains("ClusterExternalSecret all"),
                        second ->
                                assertThat(second)
                                        .startsWith("WARNING TouchInVain /db has changed")
                                        .contains("its target is immutable"));
    }

    private static SecretMatch match(SecretUse use, Effect effect) {
        return new SecretMatch(use, new StoreReference(true, "ssm"), List.of("data[0]"), effect);
    }

    @Test
    void saysWhoWasNotReadAfterTheTouch() {
        // Given
        MemoryCloud cloud = new MemoryCloud();
        cloud.use("slow", Policy.PERIODIC, "/db");

        // When
        teller.unconfirmed(cloud.uses().iterator().next().user());
        tellAfter(Duration.ofSeconds(1));

        // Then
        assertThat(condition("Effective").reason()).isEqualTo("NotReadSince");
        assertThat(stored.status().counts().of(Count.UNCONFIRMED)).isEqualTo(1);
        assertThat(events).singleElement().asString().contains("shop/slow");
    }
}
