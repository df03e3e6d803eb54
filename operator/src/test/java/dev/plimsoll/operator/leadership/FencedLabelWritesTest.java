package dev.plimsoll.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.Journal;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FencedLabelWritesTest {

    private static final NodeLabelPatch PATCH =
            new NodeLabelPatch("node-1", "uid-1", "1", "policy", Map.of(), Optional.empty());
    private static final LabelPolicy POLICY =
            new LabelPolicy(
                    "policy",
                    "uid",
                    "1",
                    1,
                    Instant.EPOCH,
                    false,
                    true,
                    new Reading.Invalid<>("none"),
                    LabelPolicyStatus.NONE);

    private final List<String> reached = new ArrayList<>();
    private boolean open;
    private final WriteGate gate = new WriteGate(() -> open, System::nanoTime, Rival.TIMES);
    private final LabelWrites writes = new FencedLabelWrites(new Recorded(), gate);

    @Test
    void nothingIsWrittenWhileTheFenceIsClosed() {
        // Given
        open = false;

        // When
        List<WriteOutcome<?>> outcomes = writeAll();

        // Then
        assertThat(outcomes).hasSize(3).hasOnlyElementsOfType(WriteOutcome.Withheld.class);
        assertThat(reached).isEmpty();
    }

    @Test
    void everythingIsWrittenWhileTheFenceIsOpen() {
        // Given
        open = true;

        // When
        List<WriteOutcome<?>> outcomes = writeAll();

        // Then
        assertThat(outcomes).hasSize(3).hasOnlyElementsOfType(WriteOutcome.Gone.class);
        assertThat(reached).containsExactly("node", "finalizer", "status");
    }

    @Test
    void gateIsQuietWhenTheLastWriteIsAnswered() {
        // Given
        open = true;
        List<Boolean> quietDuring = new ArrayList<>();

        // When
        WriteOutcome<String> outcome =
                gate.pass(() -> {
                    quietDuring.add(gate.quiet());
                    return new WriteOutcome.Done<>("written");
                });

        // Then
        assertThat(outcome).isEqualTo(new WriteOutcome.Done<>("written"));
        assertThat(quietDuring).containsExactly(false);
        assertThat(gate.quiet()).isTrue();
    }

    @Test
    void journalTellsOnlyWhileTheFenceIsOpen() {
        // Given
        List<String> told = new ArrayList<>();
        Journal journal =
                new FencedJournal(
                        (subject, severity, reason, note) -> told.add(reason), () -> open);
        Journal.Subject subject = new Journal.Subject("v1", "Node", "node-1", "uid-1");
        open = false;
        journal.record(subject, Journal.Severity.NORMAL, "Closed", "");

        // When
        open = true;
        journal.record(subject, Journal.Severity.NORMAL, "Open", "");

        // Then
        assertThat(told).containsExactly("Open");
    }

    private List<WriteOutcome<?>> writeAll() {
        return List.of(
                writes.patchNode(PATCH),
                writes.setFinalizer(POLICY, true),
                writes.writeStatus(POLICY, LabelPolicyStatus.NONE));
    }

    private final class Recorded implements LabelWrites {

        @Override
        public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
            return reached("node");
        }

        @Override
        public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
            return reached("finalizer");
        }

        @Override
        public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
            return reached("status");
        }

        private <T> WriteOutcome<T> reached(String what) {
            reached.add(what);
            return new WriteOutcome.Gone<>();
        }
    }
}
