package dev.plimsoll.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AgeTest {

    @ParameterizedTest
    @CsvSource({
        "-PT5S, 0s",
        "PT0S, 0s",
        "PT119S, 119s",
        "PT2M, 2m",
        "PT9M59S, 9m59s",
        "PT10M1S, 10m",
        "PT2H59M, 179m",
        "PT3H, 3h",
        "PT7H59M, 7h59m",
        "PT8H1M, 8h",
        "PT47H59M, 47h",
        "P2D, 2d",
        "P7DT23H, 7d23h",
        "P8DT1H, 8d",
        "P729D, 729d",
        "P730D, 2y",
        "P800D, 2y70d",
        "P2919D, 7y364d",
        "P3000D, 8y"
    })
    void wordsAnAgeAsKubectlDoes(Duration age, String words) {
        assertThat(Age.of(age)).isEqualTo(words);
    }
}
