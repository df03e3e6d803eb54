package dev.plimsoll.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelMarker;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.testbed.ControlPlane;
import dev.plimsoll.testbed.RealCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Resources that were stored under the Go controller's definition, which takes nearly everything,
 * when ours takes its place.
 */
@RealCluster
class GoControllerUpgradeIT {

    private static final String FINALIZERS = "{\"metadata\": {\"finalizers\": %s}}";
    private static final String OURS = FINALIZERS.formatted("[\"" + LabelMarker.FINALIZER + "\"]");

    private static final String TO_MEND = "to-mend";

    private final PolicyServer server;

    GoControllerUpgradeIT(ControlPlane controlPlane) {
        server = new PolicyServer(controlPlane);
    }

    @BeforeAll
    static void upgrade(ControlPlane controlPlane) throws IOException, InterruptedException {
        PolicyServer server = new PolicyServer(controlPlane).defineAsGoController();
        for (PolicyCase each : weak().toList()) {
            server.create(each.resource());
        }
        JsonNode toMend = caseOf("labels-empty.yaml").resource();
        server.create(toMend.<ObjectNode>deepCopy().set("metadata", named(TO_MEND)));
        server.define();
    }

    /** The invalid cases that the Go controller's definition lets in. */
    static Stream<PolicyCase> weak() throws IOException {
        List<String> reasons =
                List.of("spec-missing", "spec-null", "labels-empty", "key-", "value-", "name-too");
        List<String> refusedByType = List.of("value-true-unquoted", "value-null");
        return PolicyCase.invalid().stream()
                .filter(each -> reasons.stream().anyMatch(each.name()::startsWith))
                .filter(each -> refusedByType.stream().noneMatch(each.name()::startsWith));
    }

    @ParameterizedTest
    @MethodSource("weak")
    void letsTheOperatorTellOfAPolicyThatItWouldRefuseAndLetItGo(PolicyCase policyCase)
            throws IOException {
        // Given a policy that the Go controller's definition let in and ours refuses
        String name = policyCase.resource().at("/metadata/name").textValue();
        LabelPolicy stored = LabelPolicyReader.read(server.get(name));
        Condition refused = new Condition("Accepted", false, "InvalidSpec", problem(stored));
        LabelPolicyStatus status =
                new LabelPolicyStatus(1, 0, 0, 0, 0, 0, 0, List.of(), List.of(refused));

        // When
        server.merge(name, OURS);
        server.writeStatus(name, LabelPolicyStatusWriter.write(status, stored, Instant.EPOCH));
        LabelPolicy told = LabelPolicyReader.read(server.get(name));
        server.delete(name);
        LabelPolicy deleted = LabelPolicyReader.read(server.get(name));
        server.merge(name, FINALIZERS.formatted("null"));

        // Then
        assertThat(server.refusal(policyCase.resource())).isPresent();
        assertThat(told.finalized()).isTrue();
        assertThat(told.status()).isEqualTo(status);
        assertThat(deleted.deleting()).isTrue();
        assertThat(server.has(name)).isFalse();
    }

    @Test
    void keepsAValidPolicyAsItIs() throws IOException, InterruptedException {
        // Given
        PolicyCase example = caseOf("go-controller-example.yaml");
        server.defineAsGoController();
        JsonNode before = server.create(example.resource());
        server.merge("nodelabelpolicy-example", OURS);

        // When
        server.define();

        // Then
        JsonNode after = server.get("nodelabelpolicy-example");
        LabelPolicy read = LabelPolicyReader.read(after);
        assertThat(after.path("spec")).isEqualTo(before.path("spec"));
        assertThat(after.at("/metadata/uid")).isEqualTo(before.at("/metadata/uid"));
        assertThat(after.at("/metadata/generation")).isEqualTo(before.at("/metadata/generation"));
        assertThat(read.finalized()).isTrue();
        assertThat(read.spec()).isInstanceOf(Reading.Valid.class);
    }

    @Test
    void refusesToMakeAValidPolicyInvalid() throws IOException {
        // Given
        server.create(caseOf("oldest.yaml").resource());

        // When
        var withoutSpec =
                Assertions.catchThrowable(() -> server.merge("oldest", "{\"spec\": null}"));
        var withCountZero =
                Assertions.catchThrowable(
                        () -> server.merge("oldest", "{\"spec\": {\"strategy\": {\"count\": 0}}}"));

        // Then
        assertThat(withoutSpec).hasMessageContaining("spec is required");
        assertThat(withCountZero).hasMessageContaining("must be an integer of at least 1");
    }

    @Test
    void letsARefusedPolicyBeMended() throws IOException {
        // Given
        LabelPolicy refused = LabelPolicyReader.read(server.get(TO_MEND));

        // When
        server.merge(TO_MEND, "{\"spec\": {\"labels\": {\"monitoring\": \"enabled\"}}}");

        // Then
        assertThat(refused.spec()).isInstanceOf(Reading.Invalid.class);
        assertThat(LabelPolicyReader.read(server.get(TO_MEND)).spec())
                .isInstanceOf(Reading.Valid.class);
    }

    private static ObjectNode named(String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name);
    }

    private static PolicyCase caseOf(String name) throws IOException {
        return Stream.concat(PolicyCase.valid().stream(), PolicyCase.invalid().stream())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String problem(LabelPolicy policy) {
        return switch (policy.spec()) {
            case Reading.Invalid(String problem) -> problem;
            case Reading.Valid<LabelSpec> _ ->
                    throw new AssertionError(policy.name() + " is valid");
        };
    }
}
