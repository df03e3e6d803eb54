package dev.plimsoll.kubernetes.feed;

import static dev.plimsoll.kubernetes.feed.Thing.listing;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreTest {

    private static final Thing A5 = Thing.of("a", "uid-a", 5, "old");
    private static final Thing A7 = Thing.of("a", "uid-a", 7, "new");
    private static final Thing B6 = Thing.of("b", "uid-b", 6, "x");

    private final Store<Thing> store = new Store<>(Thing.TYPE);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_event_older_than_an_own_write_is_ignored() {
        // Given
        store.replace(listing(5, A5));
        store.offer(A7);

        // When
        store.offer(Thing.of("a", "uid-a", 6, "between"));

        // Then
        assertThat(store.get("a")).isEqualTo(A7);
    }

    @Test
    void versions_are_compared_as_numbers() {
        // Given
        store.offer(Thing.of("a", "uid-a", 9, "nine"));

        // When
        store.offer(Thing.of("a", "uid-a", 10, "ten"));

        // Then
        assertThat(store.get("a")).isEqualTo(Thing.of("a", "uid-a", 10, "ten"));
    }

    @Test
    void the_answer_to_a_write_does_not_bring_a_deleted_object_back() {
        // Given
        store.replace(listing(5, A5));
        store.deleted(Thing.of("a", "uid-a", 8, "old"));

        // When
        store.offer(A7);

        // Then
        assertThat(store.get("a")).isNull();
    }

    @Test
    void the_answer_to_a_write_does_not_bring_an_object_back_that_a_list_lacked() {
        // Given
        store.replace(listing(5, A5, B6));
        store.replace(listing(9, B6));

        // When
        store.offer(A7);

        // Then
        assertThat(store.all()).containsExactly(B6);
    }

    @Test
    void a_later_list_proves_a_grave_empty() {
        // Given
        store.replace(listing(5, A5, B6));
        store.replace(listing(9, B6));

        // When
        store.replace(listing(10, A5, B6));

        // Then
        assertThat(store.all()).containsExactlyInAnyOrder(A5, B6);
    }

    @Test
    void a_deletion_of_another_object_with_the_name_is_ignored() {
        // Given
        Thing reborn = Thing.of("a", "uid-a2", 9, "reborn");
        store.offer(A5);
        store.offer(reborn);

        // When
        store.deleted(Thing.of("a", "uid-a", 8, "old"));

        // Then
        assertThat(store.get("a")).isEqualTo(reborn);
    }

    @Test
    void late_news_of_a_replaced_object_is_ignored() {
        // Given
        Thing reborn = Thing.of("a", "uid-a2", 9, "reborn");
        store.offer(A5);
        store.offer(reborn);

        // When
        store.offer(Thing.of("a", "uid-a", 8, "ghost"));

        // Then
        assertThat(store.get("a")).isEqualTo(reborn);
    }

    @Test
    void a_list_keeps_what_is_newer_than_itself() {
        // Given
        Thing born = Thing.of("c", "uid-c", 8, "born after the list");
        store.replace(listing(5, A5, B6));
        store.offer(A7);
        store.offer(born);

        // When
        store.replace(listing(6, A5));

        // Then
        assertThat(store.all()).containsExactlyInAnyOrder(A7, born);
    }

    @Test
    void it_is_ready_only_after_a_list() {
        // Given
        store.offer(A5);
        boolean before = store.ready();

        // When
        store.replace(listing(5, A5));

        // Then
        assertThat(before).isFalse();
        assertThat(store.ready()).isTrue();
    }

    @Test
    void all_is_of_one_moment() {
        // Given
        store.replace(listing(6, A5, B6));
        var all = store.all();

        // When
        store.deleted(B6);

        // Then
        assertThat(all).containsExactlyInAnyOrder(A5, B6);
        assertThat(store.all()).containsExactly(A5);
    }

    @Test
    void after_a_set_back_of_history_lower_versions_count() {
        // Given
        store.replace(listing(1007, Thing.of("a", "uid-a", 1007, "future"), B6));
        store.deleted(Thing.of("b", "uid-b", 1008, "x"));

        // When
        store.startOver(listing(6, A5, B6));

        // Then
        assertThat(store.all()).containsExactlyInAnyOrder(A5, B6);
        assertThat(store.newest()).isEqualTo(6);
    }

    @Test
    void versions_that_are_no_numbers_follow_the_order_of_arrival() {
        // Given
        store.offer(new Thing("a", "uid-a", "x", "first"));

        // When
        store.offer(new Thing("a", "uid-a", "w", "second"));

        // Then
        assertThat(store.get("a")).isEqualTo(new Thing("a", "uid-a", "w", "second"));
    }

    @Test
    void what_a_list_shows_and_the_watch_never_told_is_repaired_and_counted() {
        // Given
        Thing ghost = Thing.of("g", "uid-g", 3, "deleted in secret");
        store.replace(listing(4, ghost, A5));
        Differences<Thing> differences = store.compare(listing(9, A7, B6));

        // When
        int missed = store.repair(differences);

        // Then
        assertThat(missed).isEqualTo(3);
        assertThat(store.all()).containsExactlyInAnyOrder(A7, B6);
    }

    @Test
    void what_the_watch_told_meanwhile_was_not_missed() {
        // Given
        store.replace(listing(4, Thing.of("g", "uid-g", 3, "to be deleted"), A5));
        Differences<Thing> differences = store.compare(listing(9, A7, B6));
        store.offer(B6);
        store.offer(A7);
        store.deleted(Thing.of("g", "uid-g", 9, "to be deleted"));

        // When
        int missed = store.repair(differences);

        // Then
        assertThat(missed).isZero();
        assertThat(store.all()).containsExactlyInAnyOrder(A7, B6);
    }

    @Test
    void what_is_newer_than_a_list_is_no_difference() {
        // Given
        store.replace(listing(5, A5));
        store.offer(A7);
        store.offer(Thing.of("c", "uid-c", 8, "born later"));

        // When
        Differences<Thing> differences = store.compare(listing(6, A5));

        // Then
        assertThat(differences.none()).isTrue();
    }
}
