package dev.plimsoll.kubernetes.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

    @Test
    void bytes_become_the_string_they_are() {
        // Given
        StringPool pool = new StringPool(16);
        String zone = pool.share("zone-1");
        byte[] bytes = "in zone-1, Zürich".getBytes(StandardCharsets.UTF_8);

        // When
        String same = pool.share(bytes, 3, 9);
        String other = pool.share(bytes, 11, bytes.length);
        String again = pool.share(bytes, 11, bytes.length);

        // Then
        assertThat(same).isSameAs(zone);
        assertThat(other).isEqualTo("Zürich");
        assertThat(again).isEqualTo("Zürich");
    }
}
