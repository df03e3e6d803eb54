package dev.plimsoll.core.secrets;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.fleet.ConditionedStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reports how a SecretRefresh fares. It goes on counting where the last process stopped.
 *
 * @param observedGeneration the generation of the spec that this speaks of; 0 before the first
 * @param lastEventAt when the last message arrived
 * @param conditions those of {@link RefreshConditions}
 */
public record SecretRefreshStatus(
        long observedGeneration,
        Optional<Instant> lastEventAt,
        RefreshCounts counts,
        List<Condition> conditions)
        implements ConditionedStatus {

    public static final SecretRefreshStatus NONE =
            new SecretRefreshStatus(0, Optional.empty(), RefreshCounts.NONE, List.of());

    public SecretRefreshStatus {
        conditions = List.copyOf(conditions);
    }
}
