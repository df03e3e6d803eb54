package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;
import dev.plimsoll.core.port.ConsolidationWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.api.ConsolidationStatusWriter;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.policies.ConsolidationPolicyStore;
import java.time.InstantSource;

/** Writes the status of ConsolidationPolicies; a write is sent once and never repeated here. */
public final class KubernetesConsolidationWrites implements ConsolidationWrites {

    private final Patches<ConsolidationPolicy> policies;
    private final InstantSource clock;

    public KubernetesConsolidationWrites(
            Cluster cluster, ConsolidationPolicyStore policies, InstantSource clock) {
        this.policies = new Patches<>(cluster, policies.store());
        this.clock = clock;
    }

    @Override
    public WriteOutcome<ConsolidationPolicy> writeStatus(
            ConsolidationPolicy policy, ConsolidationStatus status) {
        String patch =
                PatchBodies.status(
                        policy.uid(),
                        policy.resourceVersion(),
                        ConsolidationStatusWriter.write(status, policy, clock.instant()));
        return policies.patch(policy.name(), policy.uid(), "/status", patch);
    }
}
