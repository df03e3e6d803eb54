package dev.plimsoll.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void areCarriedOutOneAfterTheOther() {
        // Given
        List<Integer> done = new CopyOnWriteArrayList<>();
        try (Changes changes = new Changes()) {
            // When
            for (int number = 0; number < 100; number++) {
                int mine = number;
                changes.now(() -> done.add(mine));
            }

            // Then
            await().atMost(SOON).until(() -> done.size() == 100);
            assertThat(done).isSorted();
            assertThat(changes.check().well()).isTrue();
        }
    }

    @Test
    void areNotWellOnceOneHasFailedWhateverFollows() {
        // Given
        List<String> done = new CopyOnWriteArrayList<>();
        try (Changes changes = new Changes()) {
            // When
            changes.now(() -> {
                throw new IllegalStateException("no workers");
            });
            changes.after(Duration.ofMillis(1), () -> done.add("next"));

            // Then
            await().atMost(SOON).until(() -> !done.isEmpty());
            assertThat(changes.check().toString())
                    .startsWith("[-] changes: A change of what runs here failed:")
                    .contains("no workers");
        }
    }
}
