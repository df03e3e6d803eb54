package dev.plimsoll.core.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {

    @ParameterizedTest
    @CsvSource({
        "aws:///us-east-1a/i-0abc, us-east-1",
        "aws:///ap-northeast-2c/i-0abc, ap-northeast-2",
        "aws:///us-gov-west-1b/i-0abc, us-gov-west-1",
        "aws:///us-west-2-lax-1a/i-0abc, us-west-2",
        "aws:///us-east-1-wl1-bos-wlz-1/i-0abc, us-east-1"
    })
    void regionIsThatOfTheZone(String providerId, String region) {
        // When
        Optional<Machine> machine = Machine.of(Nodes.of(providerId, Map.of()));

        // Then
        assertThat(machine).contains(new Machine("i-0abc", region));
    }

    @ParameterizedTest
    @CsvSource({
        "topology.kubernetes.io/region, eu-west-1, eu-west-1",
        "topology.kubernetes.io/zone, eu-west-1b, eu-west-1",
        "topology.kubernetes.io/zone, here, ''"
    })
    void regionIsThatOfALabelWhereTheProviderIdHasNone(String key, String value, String region) {
        // When
        Optional<Machine> machine = Machine.of(Nodes.of("aws:////i-0abc", Map.of(key, value)));

        // Then
        assertThat(machine).contains(new Machine("i-0abc", region));
    }

    @Test
    void otherProvidersHaveNone() {
        // When
        Optional<Machine> machine = Machine.of(Nodes.of("gce:///project/zone/i-0abc", Map.of()));

        // Then
        assertThat(machine).isEmpty();
    }
}
