package dev.plimsoll.simulation.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.simulation.cluster.Author;
import dev.plimsoll.simulation.cluster.ClusterState;
import dev.plimsoll.simulation.time.Scheduler;
import dev.plimsoll.simulation.time.Seed;
import dev.plimsoll.simulation.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterViewsTest {

    private static final Duration LAG = Duration.ofSeconds(1);

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-22T06:00:00Z"));
    private final Scheduler scheduler = new Scheduler(clock, new Seed(1).stream("scheduler"));
    private final ClusterState state = new ClusterState(clock);
    private final ClusterViews views =
            new ClusterViews(state, scheduler, new Seed(1).stream("lag"), new Lag(100, LAG));
    private final List<String> heard = new ArrayList<>();

    @BeforeEach
    void connected() {
        state.nodes().create(Author.CLUSTER, node("a"));
        views.listen(
                (before, after) ->
                        heard.add(
                                after == null
                                        ? "-" + Objects.requireNonNull(before).name()
                                        : after.name() + after.labels().getOrDefault("v", "")),
                (_, _) -> {});
        views.connect();
        pass(LAG);
        heard.clear();
    }

    @Test
    void knowsNothingBeforeItsList() {
        // Given
        ClusterViews fresh =
                new ClusterViews(state, scheduler, new Seed(2).stream("lag"), new Lag(0, LAG));
        fresh.connect();

        // When
        boolean before = fresh.nodes().ready();
        pass(LAG);

        // Then
        assertThat(before).isFalse();
        assertThat(fresh.nodes().ready()).isTrue();
        assertThat(fresh.nodes().nodes()).hasSize(1);
    }

    @Test
    void hearsLateButInOrder() {
        // Given
        for (int i = 1; i <= 5; i++) {
            label("a", "v" + i);
        }
        List<String> atOnce = List.copyOf(heard);

        // When
        pass(LAG);

        // Then
        assertThat(atOnce).isEmpty();
        assertThat(heard).containsExactly("av1", "av2", "av3", "av4", "av5");
    }

    @Test
    void anOwnWriteIsAheadOfTheWatch() {
        // Given
        label("a", "mine");
        Node answered = Objects.requireNonNull(state.nodes().get("a"));

        // When
        views.show(answered);
        pass(LAG);

        // Then: the watch tells nothing new.
        assertThat(views.nodes().node("a")).isEqualTo(answered);
        assertThat(heard).containsExactly("amine");
    }

    @Test
    void aLateAnswerDoesNotRaiseTheDead() {
        // Given
        label("a", "mine");
        Node answered = Objects.requireNonNull(state.nodes().get("a"));
        state.nodes().remove(Author.CLUSTER, "a");
        pass(LAG);

        // When
        views.show(answered);

        // Then
        assertThat(views.nodes().node("a")).isNull();
        assertThat(heard).containsExactly("amine", "-a");
    }

    @Test
    void aStalledWatchIsMadeUpForByAList() {
        // Given
        state.nodes().create(Author.CLUSTER, node("b"));
        pass(LAG);
        views.stallNodes(Duration.ofMinutes(3));
        state.nodes().remove(Author.CLUSTER, "a");
        label("b", "new");
        pass(Duration.ofMinutes(2));
        List<String> unheard = List.copyOf(heard);

        // When
        pass(Duration.ofMinutes(1).plus(LAG));

        // Then
        assertThat(unheard).containsExactly("b");
        assertThat(heard).containsExactly("b", "-a", "bnew");
    }

    private void label(String name, String value) {
        state.edit(Author.PERSON, name, draft -> draft.label("v", Optional.of(value)));
    }

    private void pass(Duration time) {
        scheduler.runUntil(clock.instant().plus(time));
    }

    private Node node(String name) {
        return new Node(
                name,
                state.newUid(),
                "",
                clock.instant(),
                Map.of(),
                Map.of(),
                List.of(),
                false,
                false,
                new Readiness(Readiness.Status.READY, clock.instant()),
                "");
    }
}
