package dev.plimsoll.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndChoiceTest {

    private static final String ID = "aws:///us-east-1a/i-0abc";

    @ParameterizedTest
    @CsvSource({
        "NODE_CLAIM, karpenter.sh/nodepool, true",
        "NODE_CLAIM, eks.amazonaws.com/nodegroup, false",
        "NODE_CLAIM, app, false",
        "AUTO_SCALING_GROUP, karpenter.sh/nodepool, false",
        "AUTO_SCALING_GROUP, eks.amazonaws.com/nodegroup, true",
        "AUTO_SCALING_GROUP, app, true",
        "INSTANCE, karpenter.sh/nodepool, false",
        "INSTANCE, eks.amazonaws.com/nodegroup, true",
        "INSTANCE, app, true",
        "AUTO, karpenter.sh/nodepool, true",
        "NONE, karpenter.sh/nodepool, true"
    })
    void machineOfKarpentersEndsByItsClaimAndNoOtherDoes(
            EndChoice choice, String label, boolean fits) {
        // When
        Optional<String> misfit = choice.misfit(NodeEnd.of(Nodes.of(ID, Map.of(label, "x"))));

        // Then
        assertThat(misfit.isEmpty()).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({"INSTANCE, false", "AUTO_SCALING_GROUP, false", "AUTO, true", "NONE, true"})
    void whatHasNoMachineIsNotEnded(EndChoice choice, boolean fits) {
        // When
        Optional<String> misfit = choice.misfit(NodeEnd.of(Nodes.of("kwok://x", Map.of())));

        // Then
        assertThat(misfit.isEmpty()).isEqualTo(fits);
    }
}
