package dev.plimsoll.core.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSyntaxTest {

    private static final String NAME_OF_63 = "n".repeat(63);
    private static final String PREFIX_OF_253 = "p".repeat(253);

    @ParameterizedTest
    @ValueSource(strings = {"a", "A", "9", "a-b", "a_b.c", "example.com/a", "a/b", "1-2.x/A.b"})
    void takesKeys(String key) {
        // Given a key that Kubernetes takes

        // When
        boolean valid = LabelSyntax.validKey(key);

        // Then
        assertThat(valid).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "-a",
                "a-",
                "_a",
                "a.",
                "a b",
                "a/b/c",
                "Example.com/a",
                "a_b/c",
                "a..b/c",
                ".a/b",
                "a./b",
                "-a/b",
                "é",
                "a\n"
            })
    void refusesOtherKeys(String key) {
        // Given a key that Kubernetes refuses

        // When
        boolean valid = LabelSyntax.validKey(key);

        // Then
        assertThat(valid).isFalse();
    }

    @Test
    void boundsNameAndPrefix() {
        // Given the longest, and one more character
        List<String> longest = List.of(NAME_OF_63, PREFIX_OF_253 + "/" + NAME_OF_63);
        List<String> tooLong =
                List.of(NAME_OF_63 + "n", PREFIX_OF_253 + "p/n", "p/" + NAME_OF_63 + "n");

        // When
        List<Boolean> valid = longest.stream().map(LabelSyntax::validKey).toList();
        List<Boolean> invalid = tooLong.stream().map(LabelSyntax::validKey).toList();

        // Then
        assertThat(valid).containsOnly(true);
        assertThat(invalid).containsOnly(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true", "1.2_3-4", "A"})
    void takesValues(String value) {
        // Given a value that Kubernetes takes

        // When
        boolean valid = LabelSyntax.validValue(value);

        // Then
        assertThat(valid).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "-a", "a-", "é", " "})
    void refusesOtherValues(String value) {
        // Given a value that Kubernetes refuses

        // When
        boolean valid = LabelSyntax.validValue(value);

        // Then
        assertThat(valid).isFalse();
    }

    @Test
    void boundsValues() {
        // Given
        String longest = NAME_OF_63;

        // When
        boolean valid = LabelSyntax.validValue(longest);
        boolean tooLong = LabelSyntax.validValue(longest + "n");

        // Then
        assertThat(valid).isTrue();
        assertThat(tooLong).isFalse();
    }
}
