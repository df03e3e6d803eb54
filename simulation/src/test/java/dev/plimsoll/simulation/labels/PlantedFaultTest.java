package dev.plimsoll.simulation.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.labels.LabelStrategy;
import dev.plimsoll.operator.labels.LabelReconciler;
import dev.plimsoll.simulation.DrivenOperator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults planted on purpose: each must be found, and for the right reason, within some seeds. */
class PlantedFaultTest {

    private static final int STEPS = 120;
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);
    private static final List<LabelStrategy> ALL = List.of(LabelStrategy.values());
    private static final List<LabelStrategy> RANDOM = List.of(LabelStrategy.RANDOM);

    private static final String TOO_MANY = "nodes carry the labels of policy";

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("adds before it removes", PlantedFaults::addsBeforeItRemoves, ALL, TOO_MANY),
                fault("drops one event", PlantedFaults::dropsOneEvent, ALL, ""),
                fault("forgets lost writes", PlantedFaults::forgetsLostWrites, ALL, TOO_MANY),
                fault("breaks ties by chance", PlantedFaults::breaksTiesByChance, ALL, ""),
                fault(
                        "draws random nodes anew",
                        PlantedFaults::reshufflesAtEveryLook,
                        RANDOM,
                        "moved its label off the fit node"),
                fault(
                        "forgets what was before",
                        PlantedFaults::forgetsWhatWasBefore,
                        ALL,
                        "no policy claims"),
                Arguments.of(
                        "gives lost writes up at once",
                        new LabelProgram(FIRST_RETRY, LAST_RETRY, Duration.ZERO),
                        ALL,
                        TOO_MANY),
                Arguments.of(
                        "retries at once",
                        new LabelProgram(
                                Duration.ofMillis(1),
                                Duration.ofMillis(1),
                                LabelReconciler.LOST_WRITE),
                        ALL,
                        "times in a minute"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isFound(
            String name,
            DrivenOperator.Program program,
            List<LabelStrategy> strategies,
            String finding) {
        // Given
        LongStream seeds = LongStream.rangeClosed(1, 400);

        // When
        Optional<String> found =
                seeds.mapToObj(seed -> finding(seed, program, strategies))
                        .flatMap(Optional::stream)
                        .findFirst();

        // Then
        assertThat(found).as(name).get().asString().contains(finding);
    }

    private static Optional<String> finding(
            long seed, DrivenOperator.Program program, List<LabelStrategy> strategies) {
        try {
            new LabelRun(seed, STEPS, program, strategies).run();
            return Optional.empty();
        } catch (BrokenInvariant broken) {
            return Optional.of("seed %d: %s".formatted(seed, broken.getMessage()));
        }
    }

    private static Arguments fault(
            String name,
            UnaryOperator<DrivenOperator.Program> planting,
            List<LabelStrategy> strategies,
            String finding) {
        return Arguments.of(name, planting.apply(new LabelProgram()), strategies, finding);
    }
}
