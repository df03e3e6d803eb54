package dev.plimsoll.kubernetes.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Store<Thing> store = new Store<>(Thing.TYPE);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        store.close();
    }

    private void note(@Nullable Thing before, @Nullable Thing after) {
        heard.add(
                (before == null ? "-" : before.value())
                        + ">"
                        + (after == null ? "-" : after.value()));
    }

    @Test
    void a_listener_hears_of_what_is_there_and_of_every_change() {
        // Given
        store.offer(Thing.of("a", "uid-a", 1, "one"));
        store.listen(this::note);
        await().atMost(SOON).until(() -> heard.size() == 1);
        store.offer(Thing.of("a", "uid-a", 2, "two"));
        await().atMost(SOON).until(() -> heard.size() == 2);

        // When
        store.deleted(Thing.of("a", "uid-a", 3, "two"));

        // Then
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(heard).containsExactly("->one", "one>two", "two>-"));
    }

    @Test
    void a_change_of_nothing_but_the_version_wakes_nobody() {
        // Given
        store.listen(this::note);
        store.offer(Thing.of("a", "uid-a", 1, "one"));

        // When
        store.offer(Thing.of("a", "uid-a", 2, "one"));
        store.offer(Thing.of("b", "uid-b", 3, "end"));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(heard).containsExactly("->one", "->end"));
    }

    @Test
    void a_listener_that_throws_hears_of_the_next_change_and_is_counted() {
        // Given
        store.listen((before, after) -> {
            note(before, after);
            throw new AssertionError("on purpose");
        });

        // When
        store.offer(Thing.of("a", "uid-a", 1, "one"));
        store.offer(Thing.of("b", "uid-b", 2, "two"));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(heard).containsExactly("->one", "->two"));
        await().atMost(SOON).until(() -> store.deliveries().getFirst().failures() == 2);
    }

    @Test
    void a_blocked_listener_holds_up_nobody_and_then_hears_the_sum() throws Exception {
        // Given
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<String> blocked = new CopyOnWriteArrayList<>();
        store.listen((before, after) -> {
            entered.countDown();
            await().atMost(SOON).until(() -> leave.getCount() == 0);
            blocked.add(before + ">" + after);
        });
        store.listen(this::note);
        store.offer(Thing.of("a", "uid-a", 1, "one"));
        entered.await();

        // When
        store.offer(Thing.of("b", "uid-b", 2, "born"));
        store.offer(Thing.of("b", "uid-b", 3, "changed"));
        store.offer(Thing.of("c", "uid-c", 4, "short lived"));
        store.deleted(Thing.of("c", "uid-c", 5, "short lived"));
        await().atMost(SOON).until(() -> heard.contains("->one"));
        await().atMost(SOON).until(() -> store.deliveries().getFirst().oldest().toMillis() > 50);
        leave.countDown();

        // Then
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(blocked)
                                .containsExactly(
                                        "null>" + Thing.of("a", "uid-a", 1, "one"),
                                        "null>" + Thing.of("b", "uid-b", 3, "changed")));
        await().atMost(SOON).until(() -> store.deliveries().getFirst().oldest().isZero());
    }
}
