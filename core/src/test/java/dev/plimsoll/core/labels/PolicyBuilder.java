package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.LabelSelector;
import dev.plimsoll.core.fleet.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Builds a policy of the five oldest nodes, but for what a test names. */
final class PolicyBuilder {

    static final Map<String, String> LABELS = Map.of("monitoring", "enabled");

    private final String name;
    private String uid;
    private Instant createdAt = NodeBuilder.NOW.minus(Duration.ofDays(2));
    private boolean deleting;
    private LabelStrategy strategy = LabelStrategy.OLDEST;
    private LabelCount count = new LabelCount.Nodes(5);
    private Map<String, String> labels = LABELS;
    private LabelSelector selector = LabelSelector.EVERYTHING;
    private Optional<String> spreadBy = Optional.empty();
    private Duration dwell = Duration.ZERO;

    private PolicyBuilder(String name) {
        this.name = name;
        this.uid = "uid-" + name;
    }

    static PolicyBuilder policy(String name) {
        return new PolicyBuilder(name);
    }

    PolicyBuilder uid(String other) {
        uid = other;
        return this;
    }

    PolicyBuilder aged(Duration age) {
        createdAt = NodeBuilder.NOW.minus(age);
        return this;
    }

    PolicyBuilder deleting() {
        deleting = true;
        return this;
    }

    PolicyBuilder strategy(LabelStrategy wanted) {
        strategy = wanted;
        return this;
    }

    PolicyBuilder count(int nodes) {
        count = new LabelCount.Nodes(nodes);
        return this;
    }

    PolicyBuilder percent(int percent) {
        count = new LabelCount.Percent(percent);
        return this;
    }

    PolicyBuilder labels(Map<String, String> wanted) {
        labels = wanted;
        return this;
    }

    PolicyBuilder selector(LabelSelector wanted) {
        selector = wanted;
        return this;
    }

    PolicyBuilder spreadBy(String key) {
        spreadBy = Optional.of(key);
        return this;
    }

    PolicyBuilder dwell(Duration wanted) {
        dwell = wanted;
        return this;
    }

    LabelPolicy build() {
        LabelSpec spec =
                new LabelSpec(
                        strategy,
                        count,
                        labels,
                        selector,
                        spreadBy,
                        LabelSpec.DEFAULT_NOT_READY_GRACE,
                        dwell);
        return with(new Reading.Valid<>(spec));
    }

    LabelPolicy invalid(String problem) {
        return with(new Reading.Invalid<>(problem));
    }

    private LabelPolicy with(Reading<LabelSpec> reading) {
        return new LabelPolicy(
                name, uid, "1", 1, createdAt, deleting, true, reading, LabelPolicyStatus.NONE);
    }
}
