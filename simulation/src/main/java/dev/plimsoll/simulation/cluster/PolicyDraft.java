package dev.plimsoll.simulation.cluster;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A policy in the making: takes one change after the other and gives the next version of it. */
final class PolicyDraft {

    private final LabelPolicy base;
    private String resourceVersion;
    private long generation;
    private boolean deleting;
    private boolean finalized;
    private Reading<LabelSpec> spec;
    private LabelPolicyStatus status;
    private Map<String, Instant> conditionsSince;

    private PolicyDraft(LabelPolicy base) {
        this.base = base;
        resourceVersion = base.resourceVersion();
        generation = base.generation();
        deleting = base.deleting();
        finalized = base.finalized();
        spec = base.spec();
        status = base.status();
        conditionsSince = base.conditionsSince();
    }

    static PolicyDraft of(LabelPolicy policy) {
        return new PolicyDraft(policy);
    }

    PolicyDraft resourceVersion(String version) {
        resourceVersion = version;
        return this;
    }

    /** Edits the spec; only a change of it counts as a generation. */
    PolicyDraft spec(Reading<LabelSpec> wanted) {
        generation += wanted.equals(spec) ? 0 : 1;
        spec = wanted;
        return this;
    }

    /**
     * @param now the time of transition of every condition that takes another value
     */
    PolicyDraft status(LabelPolicyStatus reported, Instant now) {
        Map<String, Instant> since = new HashMap<>();
        for (Condition condition : reported.conditions()) {
            boolean same =
                    status.conditions().stream()
                            .filter(was -> was.type().equals(condition.type()))
                            .anyMatch(was -> was.status() == condition.status());
            Instant kept = conditionsSince.get(condition.type());
            since.put(condition.type(), same && kept != null ? kept : now);
        }
        status = reported;
        conditionsSince = since;
        return this;
    }

    PolicyDraft finalized(boolean present) {
        finalized = present;
        return this;
    }

    /** As an API server does, the generation counts the deletion too. */
    PolicyDraft deleting() {
        generation += deleting ? 0 : 1;
        deleting = true;
        return this;
    }

    LabelPolicy policy() {
        return new LabelPolicy(
                base.name(),
                base.uid(),
                resourceVersion,
                generation,
                base.createdAt(),
                deleting,
                finalized,
                spec,
                status,
                conditionsSince);
    }
}
