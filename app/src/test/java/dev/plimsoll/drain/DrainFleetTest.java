package dev.plimsoll.drain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.fleet.ObjectSource;
import dev.plimsoll.fleet.ResourceKind;
import dev.plimsoll.shell.CommandFailure;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrainFleetTest {

    @Test
    void doesNotTakeANodeForEmptyWhosePodsMayNotBeRead() {
        // Given
        ObjectSource source =
                (wanted, sink) ->
                        new ObjectSource.Found(
                                Optional.empty(),
                                List.of("pods (forbidden: no)"),
                                EnumSet.of(ResourceKind.POD));

        // When / Then
        assertThatThrownBy(() -> DrainFleet.read(source, List.of("n1")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("without the pods every node would look empty: pods (forbidden: no).");
    }
}
