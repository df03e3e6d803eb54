package dev.plimsoll.operator.drain;

import dev.plimsoll.core.drain.Cordon;
import dev.plimsoll.core.drain.DrainSight;
import dev.plimsoll.core.port.DrainWorld;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens the node that a drain has closed, as often as it takes, and waits where the closing itself
 * was asked for and may yet arrive.
 */
final class NodeOpening {

    /**
     * For how long a write whose answer was lost may still arrive: the server is told to give it up
     * after the write deadline, and the same again is for clocks and for what is on its way.
     */
    private static final Duration LOST_WRITE = Duration.ofSeconds(9);

    private static final Duration A_WHILE = Duration.ofMinutes(1);

    private final DrainWorld world;
    private final InstantSource clock;
    private final @Nullable Duration patience;
    private Instant settledAt = Instant.MIN;
    private @Nullable Instant begunAt;
    private boolean asked;

    private NodeOpening(DrainWorld world, InstantSource clock, @Nullable Duration patience) {
        this.world = world;
        this.clock = clock;
        this.patience = patience;
    }

    static NodeOpening forGood(DrainWorld world, InstantSource clock) {
        return new NodeOpening(world, clock, null);
    }

    static NodeOpening forAWhile(DrainWorld world, InstantSource clock) {
        return new NodeOpening(world, clock, A_WHILE);
    }

    boolean lasting() {
        return patience == null;
    }

    /** Notes that a cordon may be on its way. */
    void doubt() {
        settledAt = clock.instant().plus(LOST_WRITE);
    }

    /** Notes what is seen: one that has arrived is no longer on its way. */
    void seen(DrainSight sight) {
        if (sight.cordon() == Cordon.OURS) {
            settledAt = Instant.MIN;
        }
    }

    /**
     * Tries once.
     *
     * @param why the drain was given up
     * @return the end of the drain; empty where it is to be tried again
     */
    Optional<DrainResult> attempt(DrainSight sight, String why) {
        Instant now = clock.instant();
        if (begunAt == null) {
            begunAt = now;
        }
        boolean open = sight.cordon() != Cordon.OURS;
        if (!open) {
            asked = true;
            open = world.uncordon(sight.node()) instanceof WriteOutcome.Done;
        } else if (now.isBefore(settledAt)) {
            return Optional.empty();
        }
        if (open) {
            return Optional.of(new DrainResult.GivenUp(why, asked));
        }
        boolean over = patience != null && begunAt.plus(patience).isBefore(now);
        return over ? Optional.of(new DrainResult.GivenUp(why, false)) : Optional.empty();
    }
}
