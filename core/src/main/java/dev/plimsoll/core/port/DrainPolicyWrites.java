package dev.plimsoll.core.port;

import dev.plimsoll.core.drainpolicy.DrainPolicy;
import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;

/**
 * Writes what a policy sees. A write carries the version it was decided on, blocks until the answer
 * or a deadline, never throws for what a server or network does, and shows a {@code Done} object in
 * the view before it returns.
 */
@FunctionalInterface
public interface DrainPolicyWrites {

    WriteOutcome<DrainPolicy> writeStatus(DrainPolicy policy, DrainPolicyStatus status);
}
