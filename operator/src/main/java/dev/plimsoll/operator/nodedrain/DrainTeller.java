package dev.plimsoll.operator.nodedrain;

import dev.plimsoll.core.nodedrain.NodeDrain;
import dev.plimsoll.core.nodedrain.NodeDrainStatus;
import dev.plimsoll.core.nodedrain.NodeDrainStatus.BlockedPod;
import dev.plimsoll.core.nodedrain.Phase;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.Journal.Severity;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells people, as events of the NodeDrain, what has come of it. */
final class DrainTeller {

    private final Journal journal;

    DrainTeller(Journal journal) {
        this.journal = journal;
    }

    /** Tells of what a status says that the one before did not. */
    void tell(NodeDrain drain, NodeDrainStatus before, NodeDrainStatus now) {
        if (before.startedAt() == null && now.startedAt() != null) {
            record(drain, Severity.NORMAL, "Started", "The drain has begun.");
        }
        Set<String> known =
                before.blockedBy().stream().map(BlockedPod::uid).collect(Collectors.toSet());
        now.blockedBy().stream()
                .filter(one -> !known.contains(one.uid()))
                .forEach(one ->
                        record(
                                drain,
                                Severity.WARNING,
                                "Blocked",
                                "The pod %s %s.".formatted(one.pod(), one.reason())));
        if (before.phase() != now.phase() && now.phase() != Phase.PENDING) {
            record(
                    drain,
                    now.phase() == Phase.FAILED ? Severity.WARNING : Severity.NORMAL,
                    now.phase().toString(),
                    note(now));
        }
    }

    private static String note(NodeDrainStatus status) {
        return switch (status.phase()) {
            case PENDING -> "";
            case CORDONED -> "The node is closed to new pods.";
            case EVICTING -> "%d pods are to leave.".formatted(status.pods().remaining());
            case ENDING, SUCCEEDED, FAILED, CANCELLED -> status.message();
        };
    }

    private void record(NodeDrain drain, Severity severity, String reason, String note) {
        journal.record(
                new Journal.Subject(
                        NodeDrain.API_VERSION, NodeDrain.KIND, drain.name(), drain.uid()),
                severity,
                reason,
                note);
    }
}
