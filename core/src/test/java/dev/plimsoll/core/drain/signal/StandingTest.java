package dev.plimsoll.core.drain.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.drain.signal.Standing.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Trigger.Full DISK =
            new Trigger.Full(DiskMetric.BYTES, 75, 80, Duration.ofMinutes(10));

    private WatchedNode node = Watched.node("a", "10.0.0.1");
    private Optional<Standing> standing = Optional.empty();
    private Instant now = START;

    @Test
    void nodeBelowTheLinesIsWell() {
        // When
        minutesAt(1, 74.9);

        // Then
        assertThat(standing).isEmpty();
    }

    @Test
    void warningComesAtOnce() {
        // When
        minutesAt(1, 75);

        // Then
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.WARNED);
        assertThat(standing.get().what()).isEqualTo("disk at 75 % of /");
    }

    @Test
    void lineMustBeHeldForTheWholeTime() {
        // When
        minutesAt(10, 80);

        // Then
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.RISING);
        minutesAt(1, 80);
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.OVER);
        assertThat(standing.get().since()).isEqualTo(START);
    }

    @Test
    void oneReadingBelowTheLineBeginsTheTimeAnew() {
        // Given
        minutesAt(9, 80);

        // When
        minutesAt(1, 79.9);
        minutesAt(10, 80);

        // Then
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.RISING);
    }

    @Test
    void nodeThatIsOverStaysSoUntilItIsWellBelow() {
        // Given
        minutesAt(11, 80);

        // When
        minutesAt(1, 78);

        // Then
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.OVER);
        assertThat(standing.get().met()).isFalse();
        minutesAt(1, 77.9);
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.WARNED);
    }

    @Test
    void warningStaysUntilItIsWellBelow() {
        // Given
        minutesAt(1, 75);

        // When
        minutesAt(1, 73);

        // Then
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.WARNED);
        minutesAt(1, 72.9);
        assertThat(standing).isEmpty();
    }

    @Test
    void shortSilenceChangesNothingAndALongOneBeginsAnew() {
        // Given
        minutesAt(9, 80);

        // When
        now = now.plusSeconds(50);
        see(new Sight.Unknown("nobody answers"));

        // Then
        assertThat(standing).get().extracting(Standing::since).isEqualTo(START);
        now = now.plus(Duration.ofMinutes(2));
        see(new Sight.Unknown("nobody answers"));
        assertThat(standing).isEmpty();
    }

    @Test
    void windowDoesNotSpanATimeInWhichNobodyLooked() {
        // Given
        minutesAt(9, 80);

        // When
        now = now.plus(Duration.ofMinutes(30));
        see(new Sight.Level(80, "/"));

        // Then
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.RISING);
        assertThat(standing.get().since()).isEqualTo(now);
    }

    @Test
    void laterNodeOfTheSameNameBeginsAnew() {
        // Given
        minutesAt(11, 80);
        WatchedNode old = node;
        node =
                new WatchedNode(
                        Watched.node("b", "10.0.0.1").node(),
                        old.addresses(),
                        old.conditions(),
                        old.kubeletPort(),
                        old.cordon());

        // When
        see(new Sight.Level(80, "/"));

        // Then
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.RISING);
    }

    @Test
    void conditionHoldsSinceTheNodeSaysSo() {
        // Given
        Trigger trigger = new Trigger.Stated("ReadonlyFilesystem", "True", Duration.ofMinutes(5));
        NodeCondition condition =
                new NodeCondition("ReadonlyFilesystem", "True", START.minusSeconds(300));
        node = Watched.node("a", List.of(), List.of(condition));

        // When
        Sight sight = Sight.of(trigger, node, evidence(new DiskOutcome.Failed("None."), Map.of()));
        standing = Standing.next(standing, trigger, node, sight, now);

        // Then
        assertThat(standing).get().extracting(Standing::state).isEqualTo(State.OVER);
        assertThat(standing.get().what()).isEqualTo("condition ReadonlyFilesystem holds");
    }

    @Test
    void conditionOfAnotherStatusDoesNotHold() {
        // Given
        Trigger trigger = new Trigger.Stated("ReadonlyFilesystem", "True", Duration.ZERO);
        node =
                Watched.node(
                        "a",
                        List.of(),
                        List.of(new NodeCondition("ReadonlyFilesystem", "False", START)));

        // When
        Sight sight = Sight.of(trigger, node, evidence(new DiskOutcome.Failed("None."), Map.of()));

        // Then
        assertThat(sight).isEqualTo(new Sight.Fact(false, Optional.empty()));
    }

    @Test
    void queryHoldsForTheNodesItNamesUnlessTheValueIsNone() {
        // Given
        Trigger trigger = new Trigger.Asked("bad", Duration.ZERO);
        List<Sample> samples =
                List.of(sample("10.0.0.1:9100", 0), sample("10.0.0.12:9100", Double.NaN));
        Sight.Evidence evidence =
                evidence(
                        new DiskOutcome.Failed("None."),
                        Map.of("bad", new QueryAnswer.Samples(samples)));

        // When
        Sight sight = Sight.of(trigger, node, evidence);

        // Then
        assertThat(sight).isEqualTo(new Sight.Fact(true, Optional.empty()));
        assertThat(Sight.of(trigger, Watched.node("b", "10.0.0.12"), evidence))
                .isEqualTo(new Sight.Fact(false, Optional.empty()));
    }

    @Test
    void whatWasNotAnsweredIsUnknown() {
        // Given
        Trigger trigger = new Trigger.Asked("bad", Duration.ZERO);
        Sight.Evidence evidence =
                evidence(
                        new DiskOutcome.Failed("Nobody answers."),
                        Map.of("bad", new QueryAnswer.Failed("It is down.")));

        // When
        List<Sight> sights =
                List.of(
                        Sight.of(trigger, node, evidence),
                        Sight.of(new Trigger.Asked("other", Duration.ZERO), node, evidence),
                        Sight.of(DISK, node, evidence));

        // Then
        assertThat(sights)
                .containsExactly(
                        new Sight.Unknown("It is down."),
                        new Sight.Unknown("the query was not asked"),
                        new Sight.Unknown("Nobody answers."));
    }

    @Test
    void oldAndMissingFiguresAreUnknown() {
        // Given
        NodeDisks old =
                new NodeDisks(
                        "a",
                        START.minus(Sight.OLDEST).minusSeconds(1),
                        List.of(filesystem("/", new Amount(100, 1))));
        DiskOutcome read =
                new DiskOutcome.Read(
                        Map.of("a", old), Map.of("b", "its kubelet is silent"), List.of());

        // When
        Sight stale = Sight.of(DISK, node, evidence(read, Map.of()));
        Sight absent = Sight.of(DISK, Watched.node("b"), evidence(read, Map.of()));

        // Then
        assertThat(stale).isEqualTo(new Sight.Unknown("what is known of it is 301 s old"));
        assertThat(absent).isEqualTo(new Sight.Unknown("its kubelet is silent"));
    }

    @Test
    void fullestFilesystemDecides() {
        // Given
        NodeDisks disks =
                new NodeDisks(
                        "a",
                        START,
                        List.of(
                                filesystem("nodefs", new Amount(100, 50)),
                                filesystem("imagefs", new Amount(100, 15))));
        DiskOutcome read = new DiskOutcome.Read(Map.of("a", disks), Map.of(), List.of());

        // When
        Sight sight = Sight.of(DISK, node, evidence(read, Map.of()));

        // Then
        assertThat(sight).isEqualTo(new Sight.Level(85, "imagefs"));
        assertThat(
                        Sight.of(
                                new Trigger.Full(DiskMetric.INODES, 85, 90, Duration.ZERO),
                                node,
                                evidence(read, Map.of())))
                .isEqualTo(new Sight.Fact(false, Optional.empty()));
    }

    private Filesystem filesystem(String name, Amount bytes) {
        return new Filesystem(name, Optional.of(bytes), Optional.empty());
    }

    private Sight.Evidence evidence(DiskOutcome disks, Map<String, QueryAnswer> queries) {
        return new Sight.Evidence(
                disks,
                queries,
                new NodeLocator(
                        List.of(Watched.node("a", "10.0.0.1"), Watched.node("b", "10.0.0.12"))),
                now);
    }

    private static Sample sample(String instance, double value) {
        return new Sample(
                Map.of("instance", instance), value, Duration.ZERO, Sample.USUAL_INTERVAL);
    }

    /** Sees the same level at each of so many minutes. */
    private void minutesAt(int minutes, double percent) {
        for (int minute = 0; minute < minutes; minute++) {
            see(new Sight.Level(percent, "/"));
            now = now.plus(Duration.ofMinutes(1));
        }
    }

    private void see(Sight sight) {
        standing = Standing.next(standing, DISK, node, sight, now);
    }
}
