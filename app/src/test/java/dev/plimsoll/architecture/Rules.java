package dev.plimsoll.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** The rules of docs and design that the compiler does not know. */
final class Rules {

    private static final String[] PURE = {
        "dev.plimsoll.core..", "dev.plimsoll.operator..", "dev.plimsoll.simulation.."
    };

    /** The core decides: it sees the world through ports, and nothing of any library. */
    static final ArchRule CORE_STANDS_ALONE = onlyKnows("core");

    static final ArchRule OPERATOR_KNOWS_THE_CORE = onlyKnows("operator", "core");

    static final ArchRule SIMULATION_KNOWS_THE_CORE = onlyKnows("simulation", "core");

    static final ArchRule KUBERNETES_KNOWS_NO_JOB = ofOursOnlyCore("kubernetes");

    static final ArchRule AWS_KNOWS_NO_JOB = ofOursOnlyCore("aws");

    static final ArchRule INTEGRATIONS_KNOW_NO_JOB = ofOursOnlyCore("integrations");

    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.plimsoll.(**)").should().beFreeOfCycles();

    static final ArchRule TIME_AND_CHANCE_ARE_GIVEN =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .callCodeUnitWhere(
                            describe("it reads the clock or draws unseeded", Rules::isImpure));

    static final ArchRule NAMES_SAY_A_ROLE =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Common");

    static final ArchRule NULLS_ARE_MARKED = classes().should(new BeInMarkedPackage());

    static final ArchRule NOTHING_STATIC_CHANGES =
            fields().that()
                    .areStatic()
                    .and(
                            describe(
                                    "are written by people",
                                    field ->
                                            !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                                                    && !field.getName().startsWith("$")))
                    .should(new BeConstant());

    private Rules() {}

    private static ArchRule ofOursOnlyCore(String module) {
        return noClasses()
                .that()
                .resideInAPackage("dev.plimsoll." + module + "..")
                .should()
                .dependOnClassesThat(
                        describe(
                                "are ours and neither of " + module + " nor of core",
                                type ->
                                        type.getPackageName().startsWith("dev.plimsoll")
                                                && !within(type, module)
                                                && !within(type, "core")));
    }

    private static ArchRule onlyKnows(String module, String... modules) {
        return classes()
                .that()
                .resideInAPackage("dev.plimsoll." + module + "..")
                .should()
                .onlyDependOnClassesThat(
                        describe(
                                "are of "
                                        + module
                                        + ", "
                                        + String.join(", ", modules)
                                        + " or the JDK",
                                type ->
                                        type.getPackageName().startsWith("java.")
                                                || type.getPackageName().startsWith("org.jspecify.")
                                                || type.getBaseComponentType().isPrimitive()
                                                || within(type, module)
                                                || List.of(modules).stream()
                                                        .anyMatch(other -> within(type, other))));
    }

    private static boolean within(JavaClass type, String module) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals("dev.plimsoll." + module)
                || name.startsWith("dev.plimsoll." + module + ".");
    }

    private static boolean isImpure(JavaCall<?> call) {
        AccessTarget.CodeUnitCallTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        boolean withoutArguments = target.getRawParameterTypes().isEmpty();
        return switch (target.getName()) {
            case "now" -> owner.startsWith("java.time.") && withoutArguments;
            case "currentTimeMillis" -> owner.equals(System.class.getName());
            case "random" -> owner.equals(Math.class.getName());
            case "randomUUID" -> owner.equals(UUID.class.getName());
            case "current" -> owner.equals(ThreadLocalRandom.class.getName());
            case "shuffle" -> target.getRawParameterTypes().size() == 1;
            case "<init>" ->
                    owner.equals(SecureRandom.class.getName())
                            || (withoutArguments
                                    && (owner.equals(Random.class.getName())
                                            || owner.equals(SplittableRandom.class.getName())));
            default -> false;
        };
    }

    private static final class BeInMarkedPackage extends ArchCondition<JavaClass> {

        BeInMarkedPackage() {
            super("be in a package that is @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(
                        SimpleConditionEvent.violated(
                                type, type.getName() + " is in a package without @NullMarked"));
            }
        }
    }

    private static final class BeConstant extends ArchCondition<JavaField> {

        BeConstant() {
            super("be final and of a type that does not change");
        }

        @Override
        public void check(JavaField field, ConditionEvents events) {
            boolean constant = field.getModifiers().contains(JavaModifier.FINAL);
            if (!constant || changes(field.getRawType().reflect())) {
                events.add(
                        SimpleConditionEvent.violated(
                                field, field.getFullName() + " is static and can change"));
            }
        }

        /** Made by {@code List.of} and the like, constants are declared by their interfaces. */
        private static boolean changes(Class<?> type) {
            return type.getPackageName().startsWith("java.util.concurrent")
                    || (!type.isInterface()
                            && (Collection.class.isAssignableFrom(type)
                                    || Map.class.isAssignableFrom(type)));
        }
    }
}
