package dev.plimsoll.kubernetes.policies;

import dev.plimsoll.core.labels.LabelPolicy;
import dev.plimsoll.core.port.LabelPolicyView;
import dev.plimsoll.kubernetes.api.LabelPolicyReader;
import dev.plimsoll.kubernetes.feed.ResourceType;
import dev.plimsoll.kubernetes.feed.Store;
import java.util.Collection;

/**
 * Shows a store of NodeLabelPolicies to the jobs.
 *
 * @param store is fed by a {@link dev.plimsoll.kubernetes.feed.Feed} and by own writes
 */
public record LabelPolicyStore(Store<LabelPolicy> store) implements LabelPolicyView {

    /** The path of the list of all policies. */
    public static final String PATH = "/apis/nlp.lento.dev/v1alpha1/nodelabelpolicies";

    /** An empty one. */
    public LabelPolicyStore() {
        this(new Store<>(type()));
    }

    /** Describes policies. */
    public static ResourceType<LabelPolicy> type() {
        return ResourceType.custom(
                "nodelabelpolicies.nlp.lento.dev",
                PATH,
                LabelPolicyReader::read,
                LabelPolicy::name,
                LabelPolicy::uid,
                LabelPolicy::resourceVersion,
                (before, after) -> at(before, "").equals(at(after, "")));
    }

    private static LabelPolicy at(LabelPolicy policy, String resourceVersion) {
        return new LabelPolicy(
                policy.name(),
                policy.uid(),
                resourceVersion,
                policy.generation(),
                policy.createdAt(),
                policy.deleting(),
                policy.finalized(),
                policy.spec(),
                policy.status(),
                policy.conditionsSince());
    }

    @Override
    public boolean ready() {
        return store.ready();
    }

    @Override
    public Collection<LabelPolicy> policies() {
        return store.all();
    }
}
