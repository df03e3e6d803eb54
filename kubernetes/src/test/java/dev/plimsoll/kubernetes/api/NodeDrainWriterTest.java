package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainSpec;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every valid case comes back as it was written. */
class NodeDrainWriterTest {

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid("nodedrain");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsValidAndWritesItBack(PolicyCase drainCase) {
        // Given
        NodeDrain drain = NodeDrainReader.read(drainCase.resource());
        NodeDrainSpec spec = drain.spec().valid().orElseThrow();

        // When
        NodeDrain written =
                NodeDrainReader.read(NodeDrainWriter.write(drain.name(), drain.labels(), spec));

        // Then
        assertThat(written).isEqualTo(drain);
    }
}
