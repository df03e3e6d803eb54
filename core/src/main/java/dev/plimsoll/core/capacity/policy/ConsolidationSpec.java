package dev.plimsoll.core.capacity.policy;

import dev.plimsoll.core.capacity.consolidate.ConsolidateOptions;
import dev.plimsoll.core.drain.EndChoice;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * States what a valid policy wants.
 *
 * @param options of the plan; only a plan that was rehearsed is ever carried out
 * @param every how often the fleet is looked at
 * @param concurrentNodes how many nodes may be drained at a time, 1 or more
 * @param end how the machine of a drained node ends
 * @param hoursPerMonth by which savings are told
 */
public record ConsolidationSpec(
        Mode mode,
        ConsolidateOptions options,
        Duration every,
        int concurrentNodes,
        EndChoice end,
        BigDecimal hoursPerMonth) {

    public static final Duration DEFAULT_EVERY = Duration.ofMinutes(10);
    public static final BigDecimal DEFAULT_HOURS_PER_MONTH = BigDecimal.valueOf(730);

    /** Whether a plan is only told, or carried out. */
    public enum Mode {
        RECOMMEND,
        ENFORCE
    }
}
