package dev.plimsoll.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.aws.prices.PricedType;
import dev.plimsoll.core.capacity.InstanceType;
import dev.plimsoll.core.capacity.PriceTable;
import dev.plimsoll.core.fleet.Allocatable;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PriceFileTest {

    @Test
    void what_is_written_is_what_a_plan_reads() throws Exception {
        // Given
        InstanceType graviton =
                new InstanceType("m9g.xlarge", Set.of("arm64"), 4, 16384, 4, 15, false, true, 0);
        InstanceType tiny =
                new InstanceType("z1.tiny", Set.of("amd64"), 1, 300, 1, 2, false, true, 0);
        List<PricedType> types =
                List.of(
                        new PricedType(
                                "m9g.xlarge",
                                "eu-west-1",
                                new BigDecimal("0.1784"),
                                "2026-11-01",
                                Optional.of(graviton)),
                        new PricedType(
                                "x9.unheard",
                                "eu-west-1",
                                BigDecimal.TEN,
                                "2026-11-01",
                                Optional.empty()),
                        new PricedType(
                                "z1.tiny",
                                "eu-west-1",
                                BigDecimal.ONE,
                                "2026-11-01",
                                Optional.of(tiny)));
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        // When
        PriceFile.write(types, new PrintStream(file, true, StandardCharsets.UTF_8));

        // Then
        PriceTable read =
                PriceTable.parse(
                        "prices.csv", file.toString(StandardCharsets.UTF_8).lines().toList());
        assertThat(read.price("eu-west-1", "m9g.xlarge"))
                .contains(
                        new PriceTable.Price(
                                new BigDecimal("0.1784"),
                                "2026-11-01",
                                "arm64",
                                Optional.of(graviton.allocatable())));
        assertThat(graviton.allocatable())
                .extracting(Allocatable::pods, Allocatable::cpuMillis)
                .containsExactly(58, 3920L);
        assertThat(read.types("eu-west-1")).containsExactly("m9g.xlarge");
    }
}
