package dev.plimsoll.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the program to its {@link Rules}, and each rule to a class that breaks it. */
final class ArchitectureTest {

    private static final JavaClasses PROGRAM =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.plimsoll")
                    .that(
                            DescribedPredicate.not(
                                    JavaClass.Predicates.resideInAPackage(
                                            "dev.plimsoll.testbed..")));

    static Stream<Arguments> rules() {
        return Stream.of(
                argumentSet("core", Rules.CORE_STANDS_ALONE, "dev.plimsoll.core.wrong"),
                argumentSet(
                        "operator", Rules.OPERATOR_KNOWS_THE_CORE, "dev.plimsoll.operator.wrong"),
                argumentSet(
                        "simulation",
                        Rules.SIMULATION_KNOWS_THE_CORE,
                        "dev.plimsoll.simulation.wrong"),
                argumentSet(
                        "kubernetes",
                        Rules.KUBERNETES_KNOWS_NO_JOB,
                        "dev.plimsoll.kubernetes.wrong"),
                argumentSet("aws", Rules.AWS_KNOWS_NO_JOB, "dev.plimsoll.aws.wrong"),
                argumentSet(
                        "integrations",
                        Rules.INTEGRATIONS_KNOW_NO_JOB,
                        "dev.plimsoll.integrations.wrong"),
                argumentSet("cycles", Rules.PACKAGES_HAVE_NO_CYCLES, "dev.plimsoll.wrong"),
                argumentSet(
                        "time and chance",
                        Rules.TIME_AND_CHANCE_ARE_GIVEN,
                        "dev.plimsoll.core.wrong"),
                argumentSet("names", Rules.NAMES_SAY_A_ROLE, "dev.plimsoll.wrong"),
                argumentSet("nulls", Rules.NULLS_ARE_MARKED, "dev.plimsoll.wrong"),
                argumentSet("statics", Rules.NOTHING_STATIC_CHANGES, "dev.plimsoll.wrong"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theProgramKeepsTheRule(ArchRule rule, String ignored) {
        rule.check(PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleNoticesWhatBreaksIt(ArchRule rule, String wrong) {
        // Given
        JavaClasses broken = new ClassFileImporter().importPackages(wrong);

        // When
        boolean violated = rule.evaluate(broken).hasViolation();

        // Then
        assertThat(violated).isTrue();
    }

    @Test
    void theWholeProgramIsLookedAt() {
        assertThat(PROGRAM)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "dev.plimsoll",
                        "dev.plimsoll.core.labels",
                        "dev.plimsoll.operator.labels",
                        "dev.plimsoll.kubernetes.feed",
                        "dev.plimsoll.cli")
                .noneMatch(name -> name.endsWith(".wrong"));
    }
}
