package dev.plimsoll.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.core.fleet.Allocatable;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

    @ParameterizedTest
    @CsvSource({"c5.xlarge, 0.192", "m5.xlarge, 0.236", "r5.xlarge, 0.304", "r6g.xlarge, 0.244"})
    void knowsTheBuiltInPrices(String type, BigDecimal usdPerHour) {
        // Given
        PriceTable table = Tables.prices();

        // When
        PriceTable.Price price = table.price("ap-northeast-2", type).orElseThrow();

        // Then
        assertThat(price.usdPerHour()).isEqualByComparingTo(usdPerHour);
        assertThat(price.asOf()).isEqualTo("2026");
        assertThat(table.regions()).hasSize(24).contains("us-east-1", "ap-northeast-2");
    }

    @Test
    void laysAUsersPricesOverTheBuiltIn() throws Exception {
        // Given
        PriceTable user =
                PriceTable.parse(
                        "own.csv",
                        List.of(
                                "usd_per_hour, instance_type, max_pods, allocatable_cpu_millis,"
                                        + " allocatable_memory_bytes, architecture",
                                "# what we really pay",
                                "0.15,c5.xlarge,,,,",
                                "",
                                "0.5,rack,110,31000,137438953472,x86_64"));

        // When
        PriceTable both = Tables.prices().overlaidBy(user);

        // Then
        assertThat(both.price("ap-northeast-2", "c5.xlarge").orElseThrow().usdPerHour())
                .isEqualByComparingTo("0.15");
        assertThat(both.price("ap-northeast-2", "m5.xlarge").orElseThrow().usdPerHour())
                .isEqualByComparingTo("0.236");
        PriceTable.Price rack = both.price("anywhere", "rack").orElseThrow();
        assertThat(rack.allocatable()).contains(new Allocatable(31000, 137438953472L, 110));
        assertThat(rack.architecture()).isEqualTo("amd64");
    }

    @Test
    void saysASentenceForEveryBadLine() {
        // Given
        List<String> lines =
                List.of(
                        "instance_type,usd_per_hour,max_pods,allocatable_cpu_millis,"
                                + "allocatable_memory_bytes",
                        "m5.xlarge,0.236,,,",
                        "m5.2xlarge,-1,,,",
                        "m5.4xlarge,1",
                        ",0.1,,,",
                        "rack,0.1,many,1,1",
                        "\"m5.xlarge\",\"0.24\",,,",
                        "rack,0.1,110,1000,0");

        // When
        InvalidTableException refusal =
                catchThrowableOfType(
                        InvalidTableException.class, () -> PriceTable.parse("own.csv", lines));

        // Then
        assertThat(refusal.sentences())
                .containsExactly(
                        "own.csv, line 3: usd_per_hour is \"-1\"; an amount such as 0.192 was"
                                + " expected.",
                        "own.csv, line 4: it has 2 values where the header has 5.",
                        "own.csv, line 5: instance_type is empty.",
                        "own.csv, line 6: max_pods is \"many\"; a whole number was expected.",
                        "own.csv, line 7: m5.xlarge has a price in an earlier line.",
                        "own.csv, line 8: allocatable_memory_bytes is \"0\"; 1 or more was"
                                + " expected.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "instance_type,usd_per_hour,region | own.csv has a header but no price below it.",
                "instance_type,usd_per_hour,usd_per_hour | own.csv has the column usd_per_hour"
                        + " twice in its header.",
                "instance_type,usd_per_hour,allocatable_cpu_milis | own.csv has the unknown column"
                        + " \"allocatable_cpu_milis\" in its header; known are instance_type,"
                        + " usd_per_hour, region, as_of, architecture, allocatable_cpu_millis,"
                        + " allocatable_memory_bytes, max_pods.",
                "instance_type,usd_per_hours | own.csv has the unknown column \"usd_per_hours\" in"
                    + " its header; known are instance_type, usd_per_hour, region, as_of,"
                    + " architecture, allocatable_cpu_millis, allocatable_memory_bytes, max_pods.",
                "instance_type,region | own.csv has no header with the columns instance_type,"
                        + " usd_per_hour; its first line must name them."
            })
    void refusesATableThatSaysNothingOrTooMuch(String header, String sentence) {
        // When
        InvalidTableException refusal =
                catchThrowableOfType(
                        InvalidTableException.class,
                        () -> PriceTable.parse("own.csv", List.of(header)));

        // Then
        assertThat(refusal.sentences()).containsExactly(sentence);
    }

    @Test
    void asksForAHeader() {
        // Given
        List<String> lines = List.of("m5.xlarge,0.236");

        // When
        InvalidTableException refusal =
                catchThrowableOfType(
                        InvalidTableException.class, () -> PriceTable.parse("own.csv", lines));

        // Then
        assertThat(refusal)
                .hasMessage(
                        "own.csv has no header with the columns instance_type, usd_per_hour; its"
                                + " first line must name them.");
    }
}
