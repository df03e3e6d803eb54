package dev.plimsoll.simulation.cluster;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.NodeLabelPatch;
import dev.plimsoll.core.port.LabelWrites;
import dev.plimsoll.core.port.WriteOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers the label job's writes as an API server does: a merge patch with uid and resource version
 * as preconditions, which makes no new version where it changes nothing.
 */
public final class LabelEndpoint implements LabelWrites {

    private static final int UNPROCESSABLE = 422;

    private final ClusterState state;

    public LabelEndpoint(ClusterState state) {
        this.state = state;
    }

    @Override
    public WriteOutcome<Node> patchNode(NodeLabelPatch patch) {
        return guarded(
                        Kind.NODE,
                        state.nodes().get(patch.node()),
                        patch.uid(),
                        patch.resourceVersion())
                .orElseGet(() -> {
                    state.edit(Author.OPERATOR, patch.node(), draft -> merged(draft, patch));
                    return done(state.nodes().get(patch.node()));
                });
    }

    @Override
    public WriteOutcome<LabelPolicy> setFinalizer(LabelPolicy policy, boolean present) {
        LabelPolicy current = state.policies().get(policy.name());
        return guarded(policy, current)
                .orElseGet(() -> {
                    if (present && current != null && current.deleting()) {
                        return new WriteOutcome.Refused<>(
                                UNPROCESSABLE,
                                "no new finalizer may be added while it is being deleted");
                    }
                    state.finalizePolicy(Author.OPERATOR, policy.name(), present);
                    LabelPolicy after = state.policies().get(policy.name());
                    return new WriteOutcome.Done<>(after == null ? last(policy) : after);
                });
    }

    /** An object that goes with its last finalizer is answered once more, as it was at the end. */
    private LabelPolicy last(LabelPolicy policy) {
        return PolicyDraft.of(policy)
                .finalized(false)
                .resourceVersion(Long.toString(state.version()))
                .policy();
    }

    @Override
    public WriteOutcome<LabelPolicy> writeStatus(LabelPolicy policy, LabelPolicyStatus status) {
        return guarded(policy, state.policies().get(policy.name()))
                .orElseGet(() -> {
                    state.reportStatus(policy.name(), status);
                    return done(state.policies().get(policy.name()));
                });
    }

    private static NodeDraft merged(NodeDraft draft, NodeLabelPatch patch) {
        patch.labels().forEach(draft::label);
        return draft.claim(patch.policy(), patch.claim());
    }

    private static Optional<WriteOutcome<LabelPolicy>> guarded(
            LabelPolicy wanted, @Nullable LabelPolicy current) {
        return guarded(Kind.LABEL_POLICY, current, wanted.uid(), wanted.resourceVersion());
    }

    /** Refuses what was decided on another object or on another version of it. */
    private static <T> Optional<WriteOutcome<T>> guarded(
            Kind<T> kind, @Nullable T current, String uid, String resourceVersion) {
        if (current == null || !kind.uid().apply(current).equals(uid)) {
            return Optional.of(new WriteOutcome.Gone<>());
        }
        return kind.resourceVersion().apply(current).equals(resourceVersion)
                ? Optional.empty()
                : Optional.of(
                        new WriteOutcome.Conflict<>(
                                kind.name().apply(current) + " has been modified"));
    }

    private static <T> WriteOutcome<T> done(@Nullable T after) {
        return after == null ? new WriteOutcome.Gone<>() : new WriteOutcome.Done<>(after);
    }
}
