package dev.plimsoll.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Allocatable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EksAllocatableTest {

    private static final long MIB = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({
        "m5.xlarge, 3920, 14162, 58",
        "c5.xlarge, 3920, 6584, 58",
        "r5.xlarge, 3920, 29317, 58",
        "a1.medium, 940, 1392, 8",
        "m5.24xlarge, 95690, 355262, 737"
    })
    void offersWhatSuchANodeReports(String name, long cpuMillis, long memoryMib, int pods) {
        // Given
        InstanceType type =
                Tables.types().stream()
                        .filter(candidate -> candidate.name().equals(name))
                        .findFirst()
                        .orElseThrow();

        // When
        Allocatable allocatable = type.allocatable();

        // Then
        assertThat(allocatable).isEqualTo(new Allocatable(cpuMillis, memoryMib * MIB, pods));
    }

    /** Works the rule out once more, in decimals and core by core. */
    @Test
    void followsTheFormulaForEveryTypeOfTheTable() {
        // Given
        List<InstanceType> types = Tables.types();

        // When
        List<Allocatable> computed = types.stream().map(InstanceType::allocatable).toList();

        // Then
        assertThat(types).hasSize(1395);
        assertThat(computed)
                .containsExactlyElementsOf(
                        types.stream().map(EksAllocatableTest::byTheBook).toList());
    }

    private static Allocatable byTheBook(InstanceType type) {
        int pods = 2;
        for (int eni = 0; eni < type.maxEnis(); eni++) {
            pods += type.ipv4PerEni() - 1;
        }
        BigDecimal reserved = BigDecimal.ZERO;
        for (int core = 1; core <= type.vcpus(); core++) {
            reserved =
                    reserved.add(
                            new BigDecimal(
                                    switch (core) {
                                        case 1 -> "0.06";
                                        case 2 -> "0.01";
                                        case 3, 4 -> "0.005";
                                        default -> "0.0025";
                                    }));
        }
        BigDecimal seen =
                BigDecimal.valueOf(type.memoryMib())
                        .subtract(
                                type.architectures().contains("arm64")
                                        ? BigDecimal.valueOf(64)
                                        : BigDecimal.ZERO);
        long memoryMib =
                seen.multiply(new BigDecimal("0.925"))
                        .setScale(0, RoundingMode.FLOOR)
                        .subtract(BigDecimal.valueOf(255 + 11L * pods + 100))
                        .longValueExact();
        BigDecimal cores = BigDecimal.valueOf(type.vcpus()).subtract(reserved);
        return new Allocatable(
                cores.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact(),
                Math.max(0, memoryMib) * MIB,
                pods);
    }
}
