package dev.plimsoll.core.port;

import dev.plimsoll.core.capacity.policy.ConsolidationPolicy;
import java.util.Collection;

/** Shows the ConsolidationPolicies as last seen, the answers to own writes included. */
public interface ConsolidationPolicyView {

    /** Tells whether a full list has been seen: before that nothing may be decided. */
    boolean ready();

    /** All of them, in no order. */
    Collection<ConsolidationPolicy> policies();
}
