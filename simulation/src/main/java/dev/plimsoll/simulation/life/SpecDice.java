package dev.plimsoll.simulation.life;

import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelCount;
import dev.plimsoll.core.labels.LabelSpec;
import dev.plimsoll.core.labels.LabelStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws specs of policies and edits of them. The keys are few, so that policies meet on the same
 * ones, and on keys that nodes have of their own.
 */
public final class SpecDice {

    public static final List<String> KEYS = List.of("monitoring", "agent", "tier");
    public static final List<String> VALUES = List.of("enabled", "datadog", "gold");

    private static final Reading<LabelSpec> UNREADABLE =
            new Reading.Invalid<>("spec.strategy.count is 0 where at least 1 is needed");

    private final RandomGenerator random;
    private final List<LabelStrategy> strategies;

    public SpecDice(RandomGenerator random, List<LabelStrategy> strategies) {
        this.random = random;
        this.strategies = List.copyOf(strategies);
    }

    public Reading<LabelSpec> draw() {
        return new Reading.Valid<>(
                new LabelSpec(
                        strategy(), count(), labels(), selector(), spread(), grace(), dwell()));
    }

    /** Draws another spec, which mostly differs from this one in a single field. */
    public Reading<LabelSpec> edit(Reading<LabelSpec> reading) {
        if (random.nextInt(40) == 0) {
            return UNREADABLE;
        }
        return switch (reading) {
            case Reading.Invalid<LabelSpec> _ -> draw();
            case Reading.Valid(LabelSpec spec) -> new Reading.Valid<>(edited(spec));
        };
    }

    private LabelSpec edited(LabelSpec was) {
        int field = random.nextInt(10);
        return new LabelSpec(
                field == 0 ? strategy() : was.strategy(),
                field <= 4 && field != 0 ? count() : was.count(),
                field == 5 ? labels() : was.labels(),
                field == 6 ? selector() : was.nodeSelector(),
                field == 7 ? spread() : was.spreadBy(),
                field == 8 ? grace() : was.notReadyGrace(),
                field == 9 ? dwell() : was.minimumDwell());
    }

    private LabelStrategy strategy() {
        return pick(strategies);
    }

    private LabelCount count() {
        return random.nextInt(3) == 0
                ? new LabelCount.Percent(random.nextInt(1, 60))
                : new LabelCount.Nodes(random.nextInt(1, 8));
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        labels.put(pick(KEYS), pick(VALUES));
        if (random.nextBoolean()) {
            labels.put(pick(KEYS), pick(VALUES));
        }
        return labels;
    }

    private LabelSelector selector() {
        return switch (random.nextInt(4)) {
            case 0 -> new LabelSelector(Map.of(Karpenter.POOL, "default"), List.of());
            case 1 ->
                    new LabelSelector(
                            Map.of(),
                            List.of(
                                    new LabelSelector.Requirement(
                                            Karpenter.ZONE,
                                            LabelSelector.Operator.NOT_IN,
                                            Set.of(pick(Karpenter.ZONES)))));
            default -> LabelSelector.EVERYTHING;
        };
    }

    private Optional<String> spread() {
        return random.nextInt(4) == 0 ? Optional.of(Karpenter.ZONE) : Optional.empty();
    }

    private Duration grace() {
        return pick(
                List.of(Duration.ZERO, Duration.ofSeconds(30), LabelSpec.DEFAULT_NOT_READY_GRACE));
    }

    private Duration dwell() {
        return pick(
                List.of(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(2), Duration.ofHours(1)));
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
