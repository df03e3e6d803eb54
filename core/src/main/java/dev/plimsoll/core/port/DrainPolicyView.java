package dev.plimsoll.core.port;

import dev.plimsoll.core.drainpolicy.DrainPolicy;
import java.util.Collection;

/** Shows the NodeDrainPolicies as last seen, the answers to own writes included. */
public interface DrainPolicyView {

    /** Tells whether a full list has been seen: before that nothing may be decided. */
    boolean ready();

    /** All policies, in no order. */
    Collection<DrainPolicy> policies();
}
