package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.core.capacity.consolidate.Promise;
import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus.Removable;
import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.LabelSelector.Operator;
import dev.plimsoll.core.fleet.LabelSelector.Requirement;
import dev.plimsoll.core.fleet.Reading;
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

/** What the reader makes of a spec; {@link CasesTest} has the case files. */
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

    @Test
    void readsEveryField() throws IOException {
        // Given
        PolicyCase everything = named("everything.yaml");

        // When
        Reading<ConsolidationSpec> read =
                ConsolidationPolicyReader.read(everything.resource()).spec();

        // Then
        assertThat(read)
                .isEqualTo(
                        new Reading.Valid<>(
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
                                                Promise.ANY_ORDER),
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
        Optional<ConsolidationSpec> read =
                ConsolidationPolicyReader.read(empty.resource()).spec().valid();

        // Then
        assertThat(read)
                .hasValueSatisfying(spec -> {
                    assertThat(spec.mode()).isEqualTo(ConsolidationSpec.Mode.RECOMMEND);
                    assertThat(spec.concurrentNodes()).isEqualTo(1);
                    assertThat(spec.every()).isEqualTo(Duration.ofMinutes(10));
                    assertThat(spec.options().promise()).isEqualTo(Promise.ANY_ORDER);
                });
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
