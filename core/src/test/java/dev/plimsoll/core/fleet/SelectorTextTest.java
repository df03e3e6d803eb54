package dev.plimsoll.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelectorTextTest {

    private static final Map<String, String> LABELS =
            Map.of("zone", "a", "karpenter.sh/nodepool", "default", "empty", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "'' | true",
                "zone=a | true",
                "zone == a | true",
                "zone=b | false",
                "zone!=b | true",
                "other!=b | true",
                "zone!=a | false",
                "empty= | true",
                "zone= | false",
                "zone in (a,b) | true",
                "zone in (b, c) | false",
                "zone notin (b,c) | true",
                "other notin (b) | true",
                "karpenter.sh/nodepool=default,zone in (a) | true",
                "karpenter.sh/nodepool=default,zone in (c,d),empty | false",
                "empty | true",
                "other | false",
                "!other | true",
                "! zone | false"
            })
    void selectsAsKubectlDoes(String text, boolean selected) {
        // When
        LabelSelector selector = SelectorText.parse(text);

        // Then
        assertThat(selector.matches(LABELS)).isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=a", "a=b,", "a in b", "a in (b", "a=b c", "a>1", "-a=b", "a in (b c)"})
    void namesThePartThatIsNone(String text) {
        assertThatThrownBy(() -> SelectorText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected a selector such as ")
                .hasMessageEndingWith("' is none");
    }
}
