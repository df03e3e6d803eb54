package dev.plimsoll.kubernetes.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StringPoolTest {

    @Test
    void equal_strings_become_one() {
        // Given
        StringPool pool = new StringPool(16);
        String first = pool.share("zone-" + 1);

        // When
        String second = pool.share("zone-" + 1);

        // Then
        assertThat(second).isSameAs(first);
    }

    @Test
    void a_flood_of_others_changes_no_value() {
        // Given
        StringPool pool = new StringPool(1);

        // When
        for (int i = 0; i < 1000; i++) {
            String text = "unique-" + i;

            // Then
            assertThat(pool.share(text)).isEqualTo(text);
        }
    }
}
