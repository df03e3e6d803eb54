package dev.plimsoll.core.port;

import dev.plimsoll.core.drain.EndChoice;
import dev.plimsoll.core.drain.Machine;

/**
 * Ends machines at the cloud. A call blocks until the answer or a deadline and never throws for
 * what a service or network does: what it refuses, delays or leaves open comes as an outcome.
 */
public interface InstanceEnds {

    /**
     * Ends an instance in the way of its owner, as the cloud knows it; one that is ending already
     * is {@code Gone}.
     *
     * @param choice how; {@link EndChoice#AUTO} where the cloud's word decides
     * @param decrement an Auto Scaling group is to have one instance less afterwards
     * @return a sentence about what was asked for
     */
    WriteOutcome<String> end(Machine machine, EndChoice choice, boolean decrement);

    /** For a process that has no way to any cloud. */
    InstanceEnds NONE =
            (machine, choice, decrement) ->
                    new WriteOutcome.Refused<>(
                            0, "this process has no way to AWS, and cannot end " + machine.id());
}
