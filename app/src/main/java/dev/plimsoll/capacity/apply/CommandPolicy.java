package dev.plimsoll.capacity.apply;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationSpec;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.port.ConsolidationPolicyView;
import dev.plimsoll.core.port.ConsolidationWrites;
import dev.plimsoll.core.port.WriteOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A policy that lives as long as the command does, and is seen by nobody else. */
final class CommandPolicy implements ConsolidationPolicyView, ConsolidationWrites {

    static final String NAME = "command";

    private ConsolidationPolicy policy;

    CommandPolicy(ConsolidationSpec spec) {
        policy =
                new ConsolidationPolicy(
                        NAME,
                        UUID.randomUUID().toString(),
                        "",
                        1,
                        false,
                        new Reading.Valid<>(spec),
                        ConsolidationStatus.NONE,
                        Map.of());
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public Collection<ConsolidationPolicy> policies() {
        return List.of(policy);
    }

    @Override
    public WriteOutcome<ConsolidationPolicy> writeStatus(
            ConsolidationPolicy written, ConsolidationStatus status) {
        policy =
                new ConsolidationPolicy(
                        written.name(),
                        written.uid(),
                        written.resourceVersion(),
                        written.generation(),
                        written.deleting(),
                        written.spec(),
                        status,
                        Map.of());
        return new WriteOutcome.Done<>(policy);
    }

    Optional<Condition> condition(String type) {
        return policy.status().conditions().stream()
                .filter(one -> one.type().equals(type))
                .findFirst();
    }
}
