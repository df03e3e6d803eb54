package dev.plimsoll.simulation.cluster;

import dev.plimsoll.core.fleet.LabelClaim;
import dev.plimsoll.core.fleet.Node;
import dev.plimsoll.core.fleet.Readiness;
import dev.plimsoll.core.fleet.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node in the making: takes one change after the other and gives the next version of it. */
public final class NodeDraft {

    private final Node base;
    private final Map<String, String> labels;
    private final Map<String, LabelClaim> claims;
    private final List<Taint> taints;
    private String resourceVersion;
    private boolean unschedulable;
    private boolean deleting;
    private Readiness readiness;

    private NodeDraft(Node base) {
        this.base = base;
        labels = new HashMap<>(base.labels());
        claims = new HashMap<>(base.claims());
        taints = new ArrayList<>(base.taints());
        resourceVersion = base.resourceVersion();
        unschedulable = base.unschedulable();
        deleting = base.deleting();
        readiness = base.readiness();
    }

    public static NodeDraft of(Node node) {
        return new NodeDraft(node);
    }

    public NodeDraft resourceVersion(String version) {
        resourceVersion = version;
        return this;
    }

    /** Sets a label, or removes it where the value is empty. */
    public NodeDraft label(String key, Optional<String> value) {
        value.ifPresentOrElse(text -> labels.put(key, text), () -> labels.remove(key));
        return this;
    }

    /** Sets a policy's claim, or removes it where it is empty. */
    public NodeDraft claim(String policy, Optional<LabelClaim> claim) {
        claim.ifPresentOrElse(held -> claims.put(policy, held), () -> claims.remove(policy));
        return this;
    }

    public NodeDraft tainted(Taint taint) {
        taints.add(taint);
        return this;
    }

    public NodeDraft untainted(String key) {
        taints.removeIf(taint -> taint.key().equals(key));
        return this;
    }

    public NodeDraft unschedulable(boolean cordoned) {
        unschedulable = cordoned;
        return this;
    }

    public NodeDraft deleting() {
        deleting = true;
        return this;
    }

    public NodeDraft readiness(Readiness.Status status, Instant since) {
        readiness = new Readiness(status, since);
        return this;
    }

    /** The node as it stands now. */
    public Node node() {
        return new Node(
                base.name(),
                base.uid(),
                resourceVersion,
                base.createdAt(),
                labels,
                claims,
                taints,
                unschedulable,
                deleting,
                readiness,
                base.providerId());
    }
}
