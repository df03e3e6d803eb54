package dev.plimsoll.core.port;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import dev.plimsoll.core.capacity.policy.ConsolidationStatus;

/**
 * Tells how a policy fares. The write blocks until the answer or a deadline, never throws for what
 * a server or network does, and shows a {@code Done} object in the view before it returns.
 */
public interface ConsolidationWrites {

    WriteOutcome<ConsolidationPolicy> writeStatus(
            ConsolidationPolicy policy, ConsolidationStatus status);
}
