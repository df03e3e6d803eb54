package dev.plimsoll.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

    @ParameterizedTest
    @CsvSource({
        "IN, a, true",
        "IN, c, false",
        "IN, , false",
        "NOT_IN, a, false",
        "NOT_IN, c, true",
        "NOT_IN, , true",
        "EXISTS, c, true",
        "EXISTS, , false",
        "DOES_NOT_EXIST, c, false",
        "DOES_NOT_EXIST, , true"
    })
    void meetsAnExpression(Operator operator, String value, boolean expected) {
        // Given
        Requirement requirement = new Requirement("key", operator, Set.of("a", "b"));
        Map<String, String> labels = value == null ? Map.of() : Map.of("key", value);

        // When
        boolean matches = new LabelSelector(Map.of(), List.of(requirement)).matches(labels);

        // Then
        assertThat(matches).isEqualTo(expected);
    }

    @Test
    void takesTheOldKeyOfAProvisionerForTheNodePool() {
        // Given
        LabelSelector old =
                new LabelSelector(Map.of("karpenter.sh/provisioner-name", "default"), List.of());

        // When
        boolean matches = old.matches(Map.of("karpenter.sh/nodepool", "default"));

        // Then
        assertThat(matches).isTrue();
        assertThat(old.matches(Map.of("karpenter.sh/nodepool", "other"))).isFalse();
    }
}
