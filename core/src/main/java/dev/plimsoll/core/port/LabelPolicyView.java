package dev.plimsoll.core.port;

import dev.plimsoll.core.labels.LabelPolicy;
import java.util.Collection;

/** Shows the label policies as last seen, the answers to own writes included. */
public interface LabelPolicyView {

    /** Tells whether a full list has been seen: before that nothing may be decided. */
    boolean ready();

    /** All policies, in no order. */
    Collection<LabelPolicy> policies();
}
