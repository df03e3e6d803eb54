package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrain.Reading;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case file through the reader; {@link NodeDrainValidationIT} asks the API server. */
class NodeDrainCasesTest {

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid("nodedrain");
    }

    static List<PolicyCase> invalid() throws IOException {
        return PolicyCase.invalid("nodedrain");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsValidAndWritesItBack(PolicyCase drainCase) {
        // Given
        NodeDrain drain = NodeDrainReader.read(drainCase.resource());
        Reading.Valid read = (Reading.Valid) drain.spec();

        // When
        NodeDrain written =
                NodeDrainReader.read(
                        NodeDrainWriter.write(drain.name(), drain.labels(), read.spec()));

        // Then
        assertThat(written).isEqualTo(drain);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNot(PolicyCase drainCase) {
        // Given an invalid case

        // When
        NodeDrain drain = NodeDrainReader.read(drainCase.resource());

        // Then
        assertThat(drain.spec())
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid ->
                                assertThat(invalid.problem())
                                        .startsWith(drainCase.expect().orElseThrow()));
    }
}
