package dev.plimsoll.core.port;

import dev.plimsoll.core.capacity.policy.ConsolidationStatus;

/** Counts what the policies plan and do. */
public interface ConsolidationMeters {

    /** Takes the latest status of a policy. */
    void status(String policy, ConsolidationStatus status);

    /** Forgets a policy that is gone. */
    void forget(String policy);
}
