package dev.plimsoll.core.port;

import dev.plimsoll.core.drainpolicy.DrainPolicyStatus;

/** Counts what drain policies see and do. */
public interface DrainPolicyMeters {

    /** A policy was looked at and stands like this. */
    void status(String policy, DrainPolicyStatus status);

    /** A drain was ordered. */
    void ordered(String policy);

    /** A policy is no more. */
    void forget(String policy);
}
