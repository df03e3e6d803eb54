package dev.plimsoll.simulation.cluster;

import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Reading;
import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.labels.LabelPolicyStatus;
import dev.plimsoll.core.labels.LabelSpec;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/**
 * Is what an API server keeps in etcd: the nodes and the label policies as they truly are, under
 * one growing version. Creation times are of whole seconds; uids are never used again.
 */
public final class ClusterState {

    private final Clock clock;
    private final ObjectTable<Node> nodes;
    private final ObjectTable<LabelPolicy> policies;
    private long version = 1;
    private long born;

    public ClusterState(Clock clock) {
        this.clock = clock;
        nodes = new ObjectTable<>(Kind.NODE, clock, this::nextVersion);
        policies = new ObjectTable<>(Kind.LABEL_POLICY, clock, this::nextVersion);
    }

    public ObjectTable<Node> nodes() {
        return nodes;
    }

    public ObjectTable<LabelPolicy> policies() {
        return policies;
    }

    /** The version of the latest commit. */
    public long version() {
        return version;
    }

    /** Makes a uid that no object had before. */
    public String newUid() {
        return "%08x-0000-4000-8000-%012x".formatted(Long.hashCode(born * 0x9E3779B9L), born++);
    }

    /** Edits a node; nothing happens where it is gone or the edit changes nothing. */
    public void edit(Author author, String node, UnaryOperator<NodeDraft> change) {
        Node before = nodes.get(node);
        if (before != null && !change.apply(NodeDraft.of(before)).node().equals(before)) {
            nodes.update(author, node, was -> change.apply(NodeDraft.of(was)).node());
        }
    }

    /** Posts a kubelet's unchanged status: another version of the same. */
    public void heartbeat(String node) {
        nodes.update(Author.CLUSTER, node, UnaryOperator.identity());
    }

    /** Creates a policy of this second. */
    public LabelPolicy createPolicy(String name, Reading<LabelSpec> spec) {
        return policies.create(
                Author.PERSON,
                new LabelPolicy(
                        name,
                        newUid(),
                        "",
                        1,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS),
                        false,
                        false,
                        spec,
                        LabelPolicyStatus.NONE));
    }

    public void editPolicy(String name, Reading<LabelSpec> spec) {
        LabelPolicy before = policies.get(name);
        if (before != null && !before.spec().equals(spec)) {
            policies.update(Author.PERSON, name, was -> PolicyDraft.of(was).spec(spec).policy());
        }
    }

    /** Deletes a policy: at once, or where it has a finalizer as soon as that is taken off. */
    public void deletePolicy(String name) {
        LabelPolicy before = policies.get(name);
        if (before == null || !before.finalized()) {
            policies.remove(Author.PERSON, name);
        } else if (!before.deleting()) {
            policies.update(Author.PERSON, name, was -> PolicyDraft.of(was).deleting().policy());
        }
    }

    /** Sets or takes off the finalizer; a policy that is being deleted goes with it. */
    public void finalizePolicy(Author author, String name, boolean present) {
        LabelPolicy before = policies.get(name);
        if (before == null || before.finalized() == present) {
            return;
        }
        if (before.deleting() && !present) {
            policies.remove(author, name);
        } else {
            policies.update(author, name, was -> PolicyDraft.of(was).finalized(present).policy());
        }
    }

    /** Writes a policy's metadata: another version with the same spec. */
    public void touchPolicy(String name) {
        policies.update(Author.PERSON, name, UnaryOperator.identity());
    }

    void reportStatus(String name, LabelPolicyStatus status) {
        LabelPolicy before = policies.get(name);
        if (before != null && !before.status().equals(status)) {
            policies.update(
                    Author.OPERATOR,
                    name,
                    was -> PolicyDraft.of(was).status(status, clock.instant()).policy());
        }
    }

    private long nextVersion() {
        return ++version;
    }
}
