package dev.plimsoll.kubernetes.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EvictionTurnsTest {

    private final EvictionTurns turns = new EvictionTurns();
    private final List<String> done = new ArrayList<>();

    @Test
    void budgetThatAnotherDrainHasUsedIsNotAskedForAgain() {
        // Given two drains that have seen the same
        long seen = turns.now();
        evict("shop", "node-a", seen, "");

        // When
        String outcome = evict("shop", "node-b", seen, "used up");

        // Then
        assertThat(outcome).isEqualTo("used up");
        assertThat(done).containsExactly("node-a evicts");
    }

    @Test
    void ownEvictionsDoNotHideThoseOfOthers() {
        // Given
        long seen = turns.now();
        evict("shop", "node-a", seen, "");
        evict("shop", "node-b", turns.now(), "");
        evict("shop", "node-b", turns.now(), "");

        // When
        String outcome = evict("shop", "node-b", seen, "used up");

        // Then
        assertThat(outcome).isEqualTo("used up");
    }

    @Test
    void lookThatBeganWhileAnotherEvictedIsNotTrusted() {
        // Given
        AtomicLong seen = new AtomicLong();
        turns.evict(
                "shop",
                "node-a",
                turns.now(),
                Optional::<String>empty,
                () -> {
                    seen.set(turns.now());
                    return "done";
                });

        // When
        String outcome = evict("shop", "node-b", seen.get(), "used up");

        // Then
        assertThat(outcome).isEqualTo("used up");
    }

    @Test
    void budgetThatAllowsAnotherIsAskedFor() {
        // Given
        long seen = turns.now();
        evict("shop", "node-a", seen, "");

        // When
        evict("shop", "node-b", seen, "");

        // Then
        assertThat(done).containsExactly("node-a evicts", "node-b looks", "node-b evicts");
    }

    @Test
    void nobodyLooksAgainForWhatItHasDoneItselfOrSeenOrForOtherNamespaces() {
        // Given
        long seen = turns.now();
        evict("shop", "node-a", seen, "");

        // When
        evict("shop", "node-a", seen, "its own");
        evict("bank", "node-b", seen, "of another namespace");
        evict("shop", "node-b", turns.now(), "seen");

        // Then
        assertThat(done)
                .containsExactly(
                        "node-a evicts", "node-a evicts", "node-b evicts", "node-b evicts");
    }

    private String evict(String namespace, String node, long seen, String obstacle) {
        return turns.evict(
                namespace,
                node,
                seen,
                () -> {
                    if (!obstacle.isEmpty()) {
                        return Optional.of(obstacle);
                    }
                    done.add(node + " looks");
                    return Optional.empty();
                },
                () -> {
                    done.add(node + " evicts");
                    return "done";
                });
    }
}
