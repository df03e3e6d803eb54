package dev.plimsoll.operator.leadership;

import dev.plimsoll.core.port.Fence;
import dev.plimsoll.core.port.Journal;

/** Keeps silent while the fence is closed: whoever leads tells what happens. */
public final class FencedJournal implements Journal {

    private final Journal journal;
    private final Fence fence;

    public FencedJournal(Journal journal, Fence fence) {
        this.journal = journal;
        this.fence = fence;
    }

    @Override
    public void record(Subject subject, Severity severity, String reason, String note) {
        if (fence.open()) {
            journal.record(subject, severity, reason, note);
        }
    }
}
