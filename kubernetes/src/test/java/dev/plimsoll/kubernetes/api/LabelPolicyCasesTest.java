package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicy.Reading;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case file through the reader; {@link LabelPolicyValidationIT} asks the API server. */
class LabelPolicyCasesTest {

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid();
    }

    static List<PolicyCase> invalid() throws IOException {
        return PolicyCase.invalid();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsValid(PolicyCase policyCase) {
        // Given a valid case

        // When
        LabelPolicy policy = LabelPolicyReader.read(policyCase.resource());

        // Then
        assertThat(policy.spec()).isInstanceOf(Reading.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNot(PolicyCase policyCase) {
        // Given an invalid case

        // When
        LabelPolicy policy = LabelPolicyReader.read(policyCase.resource());

        // Then
        assertThat(policyCase.expect()).isPresent();
        assertThat(policy.spec())
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid ->
                                assertThat(invalid.problem())
                                        .startsWith(policyCase.expect().orElseThrow()));
    }
}
