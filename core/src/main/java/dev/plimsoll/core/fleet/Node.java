package dev.plimsoll.core.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Describes a node as it was last seen.
 *
 * @param uid tells a node from a later one of the same name
 * @param resourceVersion the precondition of every write; empty when read from a file without it
 * @param createdAt {@code metadata.creationTimestamp}, of whole seconds, so that many nodes can
 *     share it
 * @param claims what each label policy has put on this node, by the policy's name
 * @param unschedulable cordoned, by whomever
 * @param deleting has a {@code deletionTimestamp}
 * @param providerId for example {@code aws:///ap-northeast-2a/i-0123}; empty where there is none
 * @param allocatable what it offers to pods; {@link Allocatable#UNKNOWN} where nobody asked
 */
public record Node(
        String name,
        String uid,
        String resourceVersion,
        Instant createdAt,
        Map<String, String> labels,
        Map<String, LabelClaim> claims,
        List<Taint> taints,
        boolean unschedulable,
        boolean deleting,
        Readiness readiness,
        String providerId,
        Allocatable allocatable) {

    public Node {
        labels = Map.copyOf(labels);
        claims = Map.copyOf(claims);
        taints = List.copyOf(taints);
    }

    /** Describes a node whose room does not matter. */
    public Node(
            String name,
            String uid,
            String resourceVersion,
            Instant createdAt,
            Map<String, String> labels,
            Map<String, LabelClaim> claims,
            List<Taint> taints,
            boolean unschedulable,
            boolean deleting,
            Readiness readiness,
            String providerId) {
        this(
                name,
                uid,
                resourceVersion,
                createdAt,
                labels,
                claims,
                taints,
                unschedulable,
                deleting,
                readiness,
                providerId,
                Allocatable.UNKNOWN);
    }

    /** Tells whether anything but the resource version differs: heartbeats must wake nobody. */
    public boolean sameBut(Node other) {
        return name.equals(other.name)
                && uid.equals(other.uid)
                && createdAt.equals(other.createdAt)
                && unschedulable == other.unschedulable
                && deleting == other.deleting
                && readiness.equals(other.readiness)
                && providerId.equals(other.providerId)
                && allocatable.equals(other.allocatable)
                && taints.equals(other.taints)
                && labels.equals(other.labels)
                && claims.equals(other.claims);
    }
}
