package dev.plimsoll.cli;

import dev.plimsoll.core.capacity.Basis;
import dev.plimsoll.core.capacity.DecidingResource;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Says by what every planner of capacity measures. */
final class PlannerOptions {

    private static final BigDecimal HOURS_OF_A_LONG_YEAR = BigDecimal.valueOf(8784);
    private static final BigDecimal MOST_OVERCOMMITTED = BigDecimal.valueOf(1000);

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--resource",
            paramLabel = "RESOURCE",
            description =
                    "Which decides, ${COMPLETION-CANDIDATES}; with cpu, CPU limits fit as well."
                            + " ${DEFAULT-VALUE} if not given.")
    private DecidingResource resource = DecidingResource.MEMORY;

    @Option(
            names = "--basis",
            paramLabel = "BASIS",
            description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given.")
    private Basis basis = Basis.LIMITS;

    @Option(
            names = "--cpu-overcommit",
            paramLabel = "FACTOR",
            converter = NumberConverter.class,
            description =
                    "CPU limits may add up to this many times what a node has, such as 2.0; without"
                            + " a bound if not given.")
    private @Nullable BigDecimal cpuOvercommit;

    @Option(
            names = "--hours-per-month",
            paramLabel = "HOURS",
            converter = NumberConverter.class,
            description = "${DEFAULT-VALUE} if not given; 720 is thirty days.")
    private BigDecimal hoursPerMonth = BigDecimal.valueOf(730);

    DecidingResource resource() {
        return resource;
    }

    Basis basis() {
        return basis;
    }

    Optional<BigDecimal> cpuOvercommit() {
        return Optional.ofNullable(cpuOvercommit);
    }

    BigDecimal hoursPerMonth() {
        return hoursPerMonth;
    }

    /** Refuses values that no plan can be made with. */
    void check(int minNodes, int minZones) {
        check(minNodes >= 0, "--min-nodes", "0 or more", minNodes);
        check(minZones >= 0, "--min-zones", "0 or more", minZones);
        check(hoursPerMonth.signum() > 0, "--hours-per-month", "more than 0", hoursPerMonth);
        check(
                hoursPerMonth.compareTo(HOURS_OF_A_LONG_YEAR) <= 0,
                "--hours-per-month",
                "at most " + HOURS_OF_A_LONG_YEAR,
                hoursPerMonth);
        cpuOvercommit()
                .ifPresent(factor -> {
                    check(
                            factor.compareTo(BigDecimal.ONE) >= 0,
                            "--cpu-overcommit",
                            "1 or more",
                            factor);
                    check(
                            factor.compareTo(MOST_OVERCOMMITTED) <= 0,
                            "--cpu-overcommit",
                            "at most " + MOST_OVERCOMMITTED,
                            factor);
                });
    }

    /** Refuses the value of an option. */
    void check(boolean fine, String option, String expected, Object given) {
        refuse(
                !fine,
                "Invalid value for option '%s': expected %s but was '%s'"
                        .formatted(option, expected, given));
    }

    /** Refuses options that do not go together. */
    void refuse(boolean wrong, String problem) {
        if (wrong) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
