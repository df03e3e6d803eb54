package dev.plimsoll.serve.job;

import java.time.Duration;

/**
 * From when on something counts as unwell.
 *
 * @param silence without a byte for a feed, or a heartbeat that came back: then not ready. Beyond
 *     the three minutes after which a silent watch is given up: by then it must have been renewed
 * @param step without any move of a feed, a listener or the canary: then not live. Far beyond the
 *     longest deadline of any step, so only a wedged thread stands still so long
 * @param work for one step of a worker: then not live. Far beyond the time that one policy's writes
 *     take under the write budget
 */
public record HealthLimits(Duration silence, Duration step, Duration work) {

    public static final HealthLimits STANDARD =
            new HealthLimits(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(5));
}
