package dev.plimsoll.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.ContainerRole;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which containers have no known end; the oracle of the scheduler does not know them. */
class UnboundedContainersTest {

    private static final DeclaredAmounts SOME =
            new DeclaredAmounts(Quantity.parse("100m"), Quantity.parse("1Gi"));

    private static DeclaredAmounts amounts(String limits) {
        return switch (limits) {
            case "none" -> DeclaredAmounts.NONE;
            case "cpu" -> new DeclaredAmounts(Quantity.parse("1"), null);
            case "memory" -> new DeclaredAmounts(null, Quantity.parse("1Gi"));
            case "zero" -> new DeclaredAmounts(Quantity.ZERO, Quantity.ZERO);
            default -> SOME;
        };
    }

    private static DeclaredContainer container(ContainerRole role, String limits) {
        return new DeclaredContainer(role, new DeclaredResources(SOME, amounts(limits)));
    }

    @ParameterizedTest
    @CsvSource({
        // app, sidecar, init, pod-level limits: containers without a CPU limit, without a memory
        // limit
        "both, both, both, absent, 0, 0",
        "none, both, both, absent, 1, 1",
        "none, none, none, absent, 3, 3",
        "cpu, memory, both, absent, 1, 1",
        "zero, both, both, absent, 1, 1",
        "none, none, none, both, 0, 0",
        "none, none, none, memory, 3, 0",
        "none, none, both, cpu, 0, 2",
        "none, both, both, zero, 1, 1",
        "none, both, both, none, 1, 1"
    })
    void areThoseThatNoLimitOfTheirOwnOrOfThePodCaps(
            String app, String sidecar, String init, String podLevel, int cpu, int memory) {
        // Given
        @Nullable DeclaredResources cap =
                podLevel.equals("absent") ? null : new DeclaredResources(SOME, amounts(podLevel));
        DeclaredPod pod =
                new DeclaredPod(
                        List.of(container(ContainerRole.APP, app)),
                        List.of(
                                container(ContainerRole.SIDECAR, sidecar),
                                container(ContainerRole.INIT, init)),
                        DeclaredAmounts.NONE,
                        cap,
                        false);

        // When
        PodResources weight = PodResources.of(pod);

        // Then
        assertThat(weight.unbounded()).isEqualTo(new Unbounded(cpu, memory));
    }
}
