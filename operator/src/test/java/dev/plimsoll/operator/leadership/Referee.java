package dev.plimsoll.operator.leadership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watches a simulated world for what must never happen. */
final class Referee {

    private static final long LEASE_NANOS = Rival.TIMES.lease().toNanos();

    private final VirtualTime time;
    private final List<Rival> rivals = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable Rival leader;
    private int openings;
    private int accepted;
    private long openedAt = -1;

    Referee(VirtualTime time) {
        this.time = time;
    }

    void enters(Rival rival) {
        rivals.add(rival);
    }

    /** A fence has opened. */
    void opened(Rival rival) {
        openings++;
        openedAt = time.nanos();
        for (Rival other : rivals) {
            if (other != rival && other.mayWrite()) {
                fault("%s opens its fence while that of %s is open".formatted(rival, other));
            }
        }
        leader = rival;
    }

    /**
     * The server has accepted a write.
     *
     * @param renewalSent when the renewal was sent on which the writer relied
     */
    void accepted(Rival writer, long renewalSent) {
        accepted++;
        if (leader != writer) {
            fault("a write of %s is accepted after another has started".formatted(writer));
        }
        if (time.nanos() - renewalSent > LEASE_NANOS) {
            fault("a write of %s is accepted after its lease".formatted(writer));
        }
    }

    private void fault(String what) {
        faults.add("%.3f s: %s".formatted(time.nanos() / 1e9, what));
    }

    /** What happened that must not. */
    List<String> faults() {
        return faults;
    }

    /** The faults, of which it is one when nobody leads in the end. */
    List<String> verdict() {
        if (leader().isEmpty()) {
            fault("nobody leads long after the last fault");
        }
        return faults;
    }

    int openings() {
        return openings;
    }

    int accepted() {
        return accepted;
    }

    Optional<Rival> leader() {
        return Optional.ofNullable(leader).filter(Rival::mayWrite);
    }

    /** When a fence last opened; negative before the first. */
    long openedAt() {
        return openedAt;
    }
}
