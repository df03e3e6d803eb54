package dev.plimsoll.page.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.capacity.CapacityDocument.NodeEntry;
import dev.plimsoll.capacity.CapacityDocument.Part;
import dev.plimsoll.capacity.Share;
import dev.plimsoll.core.fleet.Allocatable;
import dev.plimsoll.core.fleet.Resources;
import dev.plimsoll.core.fleet.Unbounded;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DistributionTest {

    private static final LoadLines LINES = new LoadLines(OptionalDouble.of(0.46));

    private static List<NodeLine> nodes(Scale scale, double... shares) {
        return DoubleStream.of(shares)
                .mapToObj(share -> NodeLine.of(0, node(share), LINES, scale.end()))
                .toList();
    }

    private static NodeEntry node(double share) {
        return new NodeEntry(
                "n",
                "",
                "",
                "",
                "",
                true,
                true,
                null,
                Allocatable.UNKNOWN,
                0,
                Resources.NONE,
                Resources.NONE,
                new Part(Resources.NONE, Resources.NONE),
                Unbounded.NONE,
                new Share(null, null, null, share),
                Map.of());
    }

    @Test
    void aClassHoldsItsUpperEndSoThatAFullNodeIsNotOver() {
        // Given
        Scale scale = Scale.upTo(1.2);

        // When
        Distribution distribution =
                Distribution.of(nodes(scale, 0, 0.05, 0.0501, 0.55, 1, 1.0001, 7), scale, LINES);

        // Then
        assertThat(distribution.bins().stream().filter(bin -> bin.nodes() > 0))
                .extracting(Distribution.Bin::sentence, Distribution.Bin::zone)
                .containsExactly(
                        tuple("0 to 5%: 2 nodes", LoadLines.Zone.OK),
                        tuple("5 to 10%: 1 node", LoadLines.Zone.OK),
                        tuple("50 to 55%: 1 node", LoadLines.Zone.HIGH),
                        tuple("95 to 100%: 1 node", LoadLines.Zone.HIGH),
                        tuple("100 to 105%: 1 node", LoadLines.Zone.OVER),
                        tuple("over 120%: 1 node", LoadLines.Zone.OVER));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 125, 25, 5",
        "1.25, 125, 25, 5",
        "1.26, 150, 25, 5",
        "1.51, 200, 50, 10",
        "2.6, 300, 50, 10",
        "40, 300, 50, 10"
    })
    void theScaleAlwaysShowsTheFullNodeAndEndsSomewhere(double most, int top, int step, int bin) {
        // When
        Scale scale = Scale.upTo(most);

        // Then
        assertThat(scale).isEqualTo(new Scale(top, step, bin));
        assertThat(scale.height(most)).isBetween(0.0, 100.0);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, '1,023 B'",
        "1536, 1.5 KiB",
        "6903824384, 6.4 GiB",
        "1270000000000, '1,182.8 GiB'",
        "23500000000000, 21.4 TiB"
    })
    void memoryIsWordedInAUnitThatTellsFleetsApart(long bytes, String words) {
        assertThat(Figures.memory(bytes)).isEqualTo(words);
    }
}
