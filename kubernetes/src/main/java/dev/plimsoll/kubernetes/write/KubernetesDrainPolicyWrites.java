package dev.plimsoll.kubernetes.write;

import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;
import dev.plimsoll.core.port.DrainPolicyWrites;
import dev.plimsoll.core.port.WriteOutcome;
import dev.plimsoll.kubernetes.api.DrainPolicyStatusWriter;
import dev.plimsoll.kubernetes.connection.Cluster;
import dev.plimsoll.kubernetes.drainpolicies.DrainPolicyStore;
import java.time.InstantSource;

/** Writes the status of NodeDrainPolicies to the API server. */
public final class KubernetesDrainPolicyWrites implements DrainPolicyWrites {

    private final Patches<DrainPolicy> policies;
    private final InstantSource clock;

    public KubernetesDrainPolicyWrites(
            Cluster cluster, DrainPolicyStore policies, InstantSource clock) {
        this.policies = new Patches<>(cluster, policies.store());
        this.clock = clock;
    }

    @Override
    public WriteOutcome<DrainPolicy> writeStatus(DrainPolicy policy, DrainPolicyStatus status) {
        String patch =
                PatchBodies.status(
                        policy.uid(),
                        policy.resourceVersion(),
                        DrainPolicyStatusWriter.write(status, policy, clock.instant()));
        return policies.patch(policy.name(), policy.uid(), "/status", patch);
    }
}
