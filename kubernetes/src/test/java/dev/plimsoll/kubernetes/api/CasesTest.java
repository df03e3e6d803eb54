package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Reading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case file of every kind through its reader; {@link CasesIT} asks the API server. */
class CasesTest {

    @ParameterizedTest
    @MethodSource("dev.plimsoll.kubernetes.api.KindCase#valid")
    void takesWhatIsValid(KindCase one) {
        // Given a valid case

        // When
        Reading<?> read = one.kind().spec(one.policyCase().resource());

        // Then
        assertThat(read).isInstanceOf(Reading.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("dev.plimsoll.kubernetes.api.KindCase#invalid")
    void refusesWhatIsNotWithItsSentence(KindCase one) {
        // Given an invalid case
        String sentence = one.policyCase().expect().orElseThrow();

        // When
        Reading<?> read = one.kind().spec(one.policyCase().resource());

        // Then
        assertThat(read)
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid -> assertThat(invalid.problem()).startsWith(sentence));
    }
}
