package dev.plimsoll.core.labels;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a node may carry a policy's labels: it must be there to stay and able to run the
 * pods that the labels attract.
 */
final class Eligibility {

    /** Put on a node by whoever is taking it away; any effect counts. */
    private static final Set<String> REMOVAL_TAINTS =
            Set.of(
                    "karpenter.sh/disrupted",
                    "karpenter.sh/disruption",
                    "ToBeDeletedByClusterAutoscaler");

    /**
     * How soon after its creation a node's first Ready=False may be dated and still be its birth: a
     * kubelet registers first and reports its condition seconds later.
     */
    private static final Duration BIRTH = Duration.ofSeconds(10);

    private final String policy;
    private final LabelSpec spec;
    private final Instant now;

    Eligibility(String policy, LabelSpec spec, Instant now) {
        this.policy = policy;
        this.spec = spec;
        this.now = now;
    }

    /** Returns the first thing that speaks against the node; empty where it is eligible. */
    Optional<Ineligibility> against(Node node) {
        if (!spec.nodeSelector().matches(node.labels())) {
            return Optional.of(Ineligibility.NOT_MATCHED);
        }
        if (node.deleting()) {
            return Optional.of(Ineligibility.DELETING);
        }
        if (isVirtual(node)) {
            return Optional.of(Ineligibility.VIRTUAL);
        }
        if (node.taints().stream().map(Taint::key).anyMatch(REMOVAL_TAINTS::contains)) {
            return Optional.of(Ineligibility.BEING_REMOVED);
        }
        if (node.unschedulable()) {
            return Optional.of(Ineligibility.CORDONED);
        }
        if (spec.spreadBy().filter(key -> !node.labels().containsKey(key)).isPresent()) {
            return Optional.of(Ineligibility.WITHOUT_SPREAD_LABEL);
        }
        return againstReadiness(node);
    }

    /** Tells when a node that is NotReady now ceases to be eligible, if nothing else happens. */
    Optional<Instant> graceEnd(Node node) {
        return node.readiness().ready()
                ? Optional.empty()
                : Optional.of(node.readiness().since().plus(spec.notReadyGrace()));
    }

    private Optional<Ineligibility> againstReadiness(Node node) {
        if (node.readiness().ready()) {
            return Optional.empty();
        }
        // The grace is for a node that was well: one that is only being born has nothing to keep.
        // It stays so however long it takes, for no time is set at which to say otherwise.
        boolean newborn =
                node.readiness().since().isBefore(node.createdAt().plus(BIRTH))
                        && !LabelMarker.carries(node, policy);
        if (newborn) {
            return Optional.of(Ineligibility.NEVER_READY);
        }
        return graceEnd(node).filter(end -> !now.isBefore(end)).map(_ -> Ineligibility.NOT_READY);
    }

    private static boolean isVirtual(Node node) {
        return "fargate".equals(node.labels().get("eks.amazonaws.com/compute-type"))
                || node.name().startsWith("fargate-")
                || node.providerId().contains("/fargate-")
                || "virtual-kubelet".equals(node.labels().get("type"))
                || node.taints().stream()
                        .anyMatch(taint -> taint.key().equals("virtual-kubelet.io/provider"));
    }
}
