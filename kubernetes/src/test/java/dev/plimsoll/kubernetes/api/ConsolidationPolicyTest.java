package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy.Reading;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus.Removable;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case file through the reader; {@link ConsolidationValidationIT} asks the API server. */
class ConsolidationPolicyTest {

    static final ConsolidationStatus STATUS =
            new ConsolidationStatus(
                    3,
                    Instant.parse("2026-01-02T03:04:05Z"),
                    25,
                    List.of(new Removable("node-1", "31.25%", 7), new Removable("node-2", "", 0)),
                    2,
                    new TreeMap<>(Map.of("AboveShare", 22, "NotReady", 1)),
                    new BigDecimal("3456.00"),
                    new BigDecimal("276.48"),
                    List.of("node-9"),
                    List.of(
                            new Condition("Accepted", true, "Valid", "It can be followed."),
                            new Condition("Halted", false, "Draining", "It is draining.")));

    static List<PolicyCase> valid() throws IOException {
        return PolicyCase.valid("consolidationpolicy");
    }

    static List<PolicyCase> invalid() throws IOException {
        return PolicyCase.invalid("consolidationpolicy");
    }

    @Test
    void readsEveryField() throws IOException {
        // Given
        PolicyCase everything = named("everything.yaml");

        // When
        Reading read = ConsolidationPolicyReader.read(everything.resource()).spec();

        // Then
        assertThat(read)
                .isEqualTo(
                        new Reading.Valid(
                                new ConsolidationSpec(
                                        ConsolidationSpec.Mode.ENFORCE,
                                        new ConsolidateOptions(
                                                DecidingResource.CPU,
                                                Basis.REQUESTS,
                                                new LabelSelector(
                                                        Map.of("karpenter.sh/nodepool", "default"),
                                                        List.of(
                                                                new Requirement(
                                                                        "spot",
                                                                        Operator.DOES_NOT_EXIST,
                                                                        Set.of()))),
                                                Optional.of(new BigDecimal("0.465")),
                                                Optional.of(new BigDecimal("2.0")),
                                                3,
                                                2,
                                                true),
                                        Duration.ofSeconds(90),
                                        2,
                                        EndChoice.NONE,
                                        BigDecimal.valueOf(720))));
    }

    @Test
    void recommendsWhereNothingIsSaid() throws IOException {
        // Given
        PolicyCase empty = named("empty.yaml");

        // When
        Reading read = ConsolidationPolicyReader.read(empty.resource()).spec();

        // Then
        assertThat(read)
                .isInstanceOfSatisfying(
                        Reading.Valid.class,
                        valid -> {
                            assertThat(valid.spec().mode())
                                    .isEqualTo(ConsolidationSpec.Mode.RECOMMEND);
                            assertThat(valid.spec().concurrentNodes()).isEqualTo(1);
                            assertThat(valid.spec().every()).isEqualTo(Duration.ofMinutes(10));
                            assertThat(valid.spec().options().rehearsals()).isTrue();
                        });
    }

    @ParameterizedTest
    @MethodSource("valid")
    void takesWhatIsValid(PolicyCase policyCase) {
        // Given a valid case

        // When
        ConsolidationPolicy policy = ConsolidationPolicyReader.read(policyCase.resource());

        // Then
        assertThat(policy.spec()).isInstanceOf(Reading.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesWhatIsNot(PolicyCase policyCase) {
        // Given an invalid case

        // When
        ConsolidationPolicy policy = ConsolidationPolicyReader.read(policyCase.resource());

        // Then
        assertThat(policy.spec())
                .isInstanceOfSatisfying(
                        Reading.Invalid.class,
                        invalid ->
                                assertThat(invalid.problem())
                                        .startsWith(policyCase.expect().orElseThrow()));
    }

    @Test
    void readsTheStatusThatItWrites() throws IOException {
        // Given
        ObjectNode resource = named("empty.yaml").resource().deepCopy();
        ConsolidationPolicy before = ConsolidationPolicyReader.read(resource);

        // When
        resource.set(
                "status",
                ConsolidationStatusWriter.write(
                        STATUS, before, Instant.parse("2026-01-02T03:04:05Z")));

        // Then
        assertThat(ConsolidationPolicyReader.read(resource).status()).isEqualTo(STATUS);
    }

    private static PolicyCase named(String name) throws IOException {
        return valid().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }
}
