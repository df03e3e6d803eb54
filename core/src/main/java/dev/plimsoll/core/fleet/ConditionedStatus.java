package dev.plimsoll.core.fleet;

import java.util.List;

/** What the status of every kind of ours says beside what is its own. */
public interface ConditionedStatus {

    /** The generation of the spec that it speaks of. */
    long observedGeneration();

    /** One of each type. */
    List<Condition> conditions();
}
