package dev.plimsoll.operator.labels;

import dev.plimsoll.core.fleet.Condition;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelStep;
import dev.plimsoll.core.port.Journal;
import java.util.List;

/** Tells people, as events of the policy, which nodes changed and what is amiss. */
final class LabelTeller {

    private static final int NAMED_NODES = 5;

    private final Journal journal;

    LabelTeller(Journal journal) {
        this.journal = journal;
    }

    void tell(LabelPolicy policy, LabelPolicyStatus status, Progress progress) {
        tellRemoved(policy, progress);
        changed(policy, "Labelled", "Labelled ", progress.nodes(LabelStep.Add.class));
        changed(policy, "Refreshed", "Corrected ", progress.nodes(LabelStep.Refresh.class));
        tellAmiss(policy, status);
    }

    /** Tells what the new status says is amiss and the recorded one did not. */
    void tellAmiss(LabelPolicy policy, LabelPolicyStatus status) {
        status.conditions().stream()
                .filter(LabelTeller::amiss)
                .filter(condition -> !policy.status().conditions().contains(condition))
                .forEach(condition ->
                        journal.record(
                                subject(policy),
                                Journal.Severity.WARNING,
                                condition.reason(),
                                condition.message()));
    }

    void tellRemoved(LabelPolicy policy, Progress progress) {
        changed(
                policy,
                "Unlabelled",
                "Took the labels from ",
                progress.nodes(LabelStep.Remove.class));
    }

    private void changed(LabelPolicy policy, String reason, String verb, List<String> nodes) {
        if (nodes.isEmpty()) {
            return;
        }
        String named = String.join(", ", nodes.subList(0, Math.min(NAMED_NODES, nodes.size())));
        int rest = nodes.size() - NAMED_NODES;
        String note = verb + named + (rest > 0 ? " and %d more nodes.".formatted(rest) : ".");
        journal.record(subject(policy), Journal.Severity.NORMAL, reason, note);
    }

    /** A policy on its way to what it wants is not amiss. */
    private static boolean amiss(Condition condition) {
        return switch (condition.reason()) {
            case "Settling", "Held", "Valid", "NoConflict" -> false;
            default -> true;
        };
    }

    private static Journal.Subject subject(LabelPolicy policy) {
        return new Journal.Subject(
                "nlp.lento.dev/v1alpha1", "NodeLabelPolicy", policy.name(), policy.uid());
    }
}
