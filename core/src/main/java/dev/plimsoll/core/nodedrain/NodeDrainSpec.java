package dev.plimsoll.core.nodedrain;

import dev.plimsoll.core.drain.DrainOptions;
import dev.plimsoll.core.drain.EndChoice;

/**
 * Says which node is to be drained, and how.
 *
 * @param reason a sentence about why, for people; may be empty
 * @param end how the node ends once it is empty
 * @param decrement an Auto Scaling group is to have one instance less afterwards, not a new one
 * @param cancel it is to be given up; nothing else of a spec ever changes
 */
public record NodeDrainSpec(
        String nodeName,
        String reason,
        DrainOptions drain,
        EndChoice end,
        boolean decrement,
        boolean cancel) {}
